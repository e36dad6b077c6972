import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DEFAULT_FILE_NAME_TEMPLATE,
  findTemplateProblem,
  shortId,
  takeFileName,
  type NamingFacts,
} from '../../../../electron/core/media/fileNaming.ts'

const FACTS: NamingFacts = {
  at: Date.UTC(2026, 10, 20, 23, 30, 5),
  utcOffsetMinutes: 60,
  prompt: 'A red fox runs through fresh snow',
  model: 'sora-2',
  seconds: 8,
  size: '1280x720',
  id: 'job_1',
  account: 'Demo',
}
const ID = shortId(FACTS.id)
const nameOf = (template: string, facts: Partial<NamingFacts> = {}): string =>
  takeFileName(template, { ...FACTS, ...facts })

describe('takeFileName', () => {
  it('names a take by local date, prompt and id', () => {
    expect(nameOf(DEFAULT_FILE_NAME_TEMPLATE)).toBe(`2026-11-21 A red fox runs through fresh snow ${ID}.mp4`)
  })

  it.each([
    ['{date} {time} {id}', `2026-11-21 00-30-05 ${ID}.mp4`],
    ['{model} {seconds} {size} {account} {id}', `sora-2 8s 1280x720 Demo ${ID}.mp4`],
    ['{id}', `${ID}.mp4`],
    ['{prompt}', `A red fox runs through fresh snow ${ID}.mp4`],
  ])('fills in %s', (template, name) => {
    expect(nameOf(template)).toBe(name)
  })

  it('leaves no trace of fields that are not known', () => {
    expect(nameOf('{seconds} {size} {prompt} {id}', { seconds: null, size: null, prompt: '' })).toBe(`${ID}.mp4`)
  })

  it.each([
    ['a/b\\c:d*e?f"g<h>i|j', `a b c d e f g h i j ${ID}.mp4`],
    ['..\\..\\windows', `windows ${ID}.mp4`],
    ['.hidden', `hidden ${ID}.mp4`],
    ['line\nbreak\ttab\u0000nul', `line break tab nul ${ID}.mp4`],
    ['invoice\u202Egpj.exe', `invoicegpj.exe ${ID}.mp4`],
    ['\u2066isolated\u2069 \uFEFFbom\u200B', `isolated bom ${ID}.mp4`],
    ['family 👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿', `family 👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ${ID}.mp4`],
    ['e\u0301te\u0301 日本語', `été 日本語 ${ID}.mp4`],
    ['half a pair \ud83d', `half a pair ${ID}.mp4`],
  ])('makes a safe name of %j', (prompt, name) => {
    expect(nameOf('{prompt} {id}', { prompt })).toBe(name)
  })

  it.each(['con', 'PRN', 'aux.', 'NUL', 'com1', 'LPT9', 'COM¹', 'con.txt'])(
    'does not name a Windows device: %s',
    (prompt) => {
      expect(nameOf('{prompt} {id}', { prompt })).toMatch(/^_/)
    },
  )

  it('cuts a long prompt between words and keeps the id', () => {
    const name = nameOf(DEFAULT_FILE_NAME_TEMPLATE, { prompt: 'wonderful '.repeat(40) })
    expect(name).toMatch(/^2026-11-21 (wonderful )+[0-9a-z]{8}\.mp4$/)
    expect(Buffer.byteLength(name)).toBeLessThan(120)
  })

  it('never tears an emoji apart', () => {
    const name = nameOf('{prompt} {id}', { prompt: '👩‍👩‍👧'.repeat(50) })
    expect(name).toMatch(/^(👩‍👩‍👧)+ [0-9a-z]{8}\.mp4$/u)
  })

  it('is safe, short and carries the id, whatever the facts and the template are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    const facts = fc.record({
      at: fc.integer({ min: 0, max: 4e12 }),
      utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
      prompt: text,
      model: text,
      seconds: fc.option(fc.integer({ min: 1, max: 3600 })),
      size: fc.option(text),
      id: fc.uuid(),
      account: text,
    })
    const piece = fc.oneof(
      fc.constantFrom(
        '{date}',
        '{time}',
        '{prompt}',
        '{model}',
        '{seconds}',
        '{size}',
        '{account}',
        ' ',
        '-',
        '.',
        '{id}',
        'con',
      ),
      fc.string({ maxLength: 10 }),
    )
    const template = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(template, facts, (pattern, known) => {
        const name = takeFileName(pattern, known)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(170)
        expect(name).toContain(shortId(known.id))
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\u202A-\u202E\u2066-\u2069]+\.mp4$/u)
        expect(name).not.toMatch(/^[. ]|[. ]\.mp4$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)[. ]/i)
        expect(name.isWellFormed()).toBe(true)
        expect(name.normalize('NFC')).toBe(name)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives different takes different names, also where upper and lower case are one', () => {
    const names = Array.from({ length: 5000 }, (_, index) =>
      nameOf('{prompt} {id}', { id: `job_${index}` }).toLowerCase(),
    )
    expect(new Set(names).size).toBe(5000)
    expect(shortId('ABC')).not.toBe(shortId('abc'))
  })
})

describe('findTemplateProblem', () => {
  it.each([DEFAULT_FILE_NAME_TEMPLATE, '{id}', '{model} - {prompt} [{id}]'])('accepts %s', (template) => {
    expect(findTemplateProblem(template)).toBeNull()
  })

  it.each([
    ['', /empty/],
    ['{date} {prompt}', /Add \{id\}/],
    ['{promt} {id}', /no field \{promt\}.*\{prompt\}/],
    ['{id} {date', /bracket/],
    ['takes/{id}', /"\/"/],
    ['{id}: {prompt}', /":"/],
    [`{id}${'x'.repeat(200)}`, /longer than 120/],
  ])('names what is wrong with %j', (template, message) => {
    expect(findTemplateProblem(template)).toMatch(message)
  })
})
