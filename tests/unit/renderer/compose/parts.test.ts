import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutAtMarks, promptMarks } from '../../../../renderer/src/features/compose/promptMarks.ts'
import { changesOf } from '../../../../renderer/src/features/compose/editChanges.ts'
import { writeProblem } from '../../../../renderer/src/features/compose/problemWording.ts'
import {
  layoutWithDelimiter,
  layoutWithHeading,
  mapColumn,
  readTarget,
  writeTarget,
} from '../../../../renderer/src/features/compose/tableLayout.ts'
import { loadTexts, setLanguage, translate } from '../../../../renderer/src/i18n/i18n.ts'
import {
  choose,
  chooseModel,
  controlsFor,
  orientationOf,
  readSize,
  settleSeconds,
} from '../../../../renderer/src/stores/compose/choice.ts'
import { FIT_CODES } from '../../../../renderer/src/stores/compose/composeProblem.ts'
import { EMPTY_DRAFT } from '../../../../renderer/src/stores/compose/draft.ts'
import { hasSameShape, pictureNeeds, placePicture } from '../../../../renderer/src/stores/compose/imageFit.ts'
import { parentOf, templateDraft, templateSettings } from '../../../../renderer/src/stores/compose/replaceDraft.ts'
import { leaveOut, readTableRows, recogniseTable } from '../../../../renderer/src/stores/compose/tableRows.ts'
import { BATCH_PROBLEM_MESSAGES } from '../../../../shared/batch/batchProblem.ts'
import { fakeAccount, fakeJob, fakeModel, fakeTake } from '../../../fakes/fakeJob.ts'
import { anyText, syntaxText, wellFormedPrompt } from '../../shared/batch/batchArbitraries.ts'

describe('marks behind the prompt', () => {
  it('stand where the syntax stands', () => {
    expect(promptMarks('A {red|{x|y}} fox, {hero} \\{no\\}')).toEqual([
      { start: 2, end: 13, kind: 'choice' },
      { start: 19, end: 25, kind: 'name' },
    ])
    expect(promptMarks('A {red fox')).toEqual([{ start: 2, end: 3, kind: 'problem' }])
    expect(promptMarks('no syntax')).toEqual([])
  })

  it('never change the text that they lie behind', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText, wellFormedPrompt), (text) => {
        const marks = promptMarks(text)
        expect(
          cutAtMarks(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
        marks.forEach(({ start }, index) => expect(start).toBeGreaterThanOrEqual(marks[index - 1]?.end ?? 0))
      }),
    )
  })
})

describe('the choice of settings', () => {
  const ranged = fakeModel({ id: 'grok', seconds: { min: 1, max: 15, step: 1 }, sizes: null, defaultSize: null })
  const known = {
    accounts: [fakeAccount()],
    models: { account_1: { phase: 'ready' as const, models: [fakeModel(), ranged] } },
  }

  it('keeps what the model makes and falls back to its own defaults', () => {
    expect(choose({ ...EMPTY_DRAFT, seconds: 8, size: '720x1280' }, known)).toMatchObject({
      seconds: 8,
      size: '720x1280',
    })
    expect(choose({ ...EMPTY_DRAFT, seconds: 7, size: '1x1' }, known)).toMatchObject({ seconds: 4, size: '1280x720' })
    expect(choose({ ...EMPTY_DRAFT, model: 'grok', seconds: 7 }, known)).toMatchObject({ seconds: 7, size: null })
    expect(settleSeconds(7.5, ranged)).toBe(ranged.defaultSeconds)
  })

  it('prefers a model that is still offered', () => {
    const ended = fakeModel({ id: 'old', retiredSince: '2026-09-24', aliases: ['older'] })
    expect(chooseModel(null, [ended, fakeModel()])?.id).toBe('sora-2')
    expect(chooseModel('older', [ended, fakeModel()])?.id).toBe('old')
  })

  it('draws no control for what the model does not take', () => {
    const bare = fakeModel({
      seconds: null,
      modes: { text: true, referenceImage: false, remix: false, edit: false, extend: false },
    })
    const choice = choose(EMPTY_DRAFT, { ...known, models: { account_1: { phase: 'ready', models: [bare] } } })
    expect(controlsFor(EMPTY_DRAFT, choice)).toEqual({ model: true, seconds: false, size: true, reference: false })
  })

  it('leaves account, model and size to the take that is derived from, and the length too but for an extension', () => {
    const job = fakeJob({ model: 'sora-2', seconds: 8, size: '720x1280', take: fakeTake() })
    const remix = { ...EMPTY_DRAFT, model: 'grok', seconds: 12, parent: parentOf(job, 'remix') }
    expect(choose(remix, known)).toMatchObject({ seconds: 8, size: '720x1280', model: { id: 'sora-2' } })
    expect(controlsFor(remix, choose(remix, known))).toEqual({
      model: false,
      seconds: false,
      size: false,
      reference: false,
    })
    const extension = { ...remix, parent: parentOf(job, 'extend') }
    expect(choose(extension, known)).toMatchObject({ seconds: 12 })
    expect(controlsFor(extension, choose(extension, known)).seconds).toBe(true)
  })

  it('reads sizes as people write them', () => {
    expect([' 1280 × 720', '1280*720', '1280:720', '1280', '0x10'].map(readSize)).toEqual([
      '1280x720',
      '1280x720',
      '1280x720',
      null,
      null,
    ])
    expect(['1280x720', '720x1280', '1080x1080'].map(orientationOf)).toEqual(['landscape', 'portrait', 'square'])
  })
})

describe('fitting a picture', () => {
  const limits = { types: ['image/jpeg', 'image/png'], maxBytes: 1_000, mustMatchSize: true }
  const picture = { width: 1280, height: 720, type: 'image/png', sizeBytes: 500, isTurned: false }
  const size = fc.record({ width: fc.integer({ min: 1, max: 9_999 }), height: fc.integer({ min: 1, max: 9_999 }) })

  it('asks for a change only where the model would refuse it', () => {
    expect(pictureNeeds(picture, limits, '1280x720')).toBeNull()
    expect(pictureNeeds(picture, { ...limits, mustMatchSize: false }, '720x1280')).toBeNull()
    expect(pictureNeeds(picture, limits, null)).toBeNull()
    expect(pictureNeeds(picture, limits, '720x1280')).toMatchObject({ isOtherSize: true, type: 'image/png' })
    expect(pictureNeeds({ ...picture, sizeBytes: 2_000 }, limits, null)).toMatchObject({
      isTooLarge: true,
      type: 'image/jpeg',
    })
    expect(pictureNeeds({ ...picture, type: 'image/avif' }, limits, null)).toMatchObject({
      isOtherType: true,
      isOtherSize: false,
    })
    expect(pictureNeeds({ ...picture, isTurned: true }, limits, '1280x720')).not.toBeNull()
  })

  it('fills the whole target when it covers, and shows the whole picture when it contains', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(size, size, part, part, fc.double({ min: 1, max: 4, noNaN: true }), (source, target, x, y, zoom) => {
        const cover = placePicture(source, target, { mode: 'cover', zoom, x, y })
        const near = 1e-6 * Math.max(target.width, target.height, cover.width, cover.height)
        expect(cover.x).toBeLessThanOrEqual(near)
        expect(cover.y).toBeLessThanOrEqual(near)
        expect(cover.x + cover.width).toBeGreaterThanOrEqual(target.width - near)
        expect(cover.y + cover.height).toBeGreaterThanOrEqual(target.height - near)
        const contain = placePicture(source, target, { mode: 'contain', zoom: 1, x, y })
        expect(contain.width).toBeLessThanOrEqual(target.width + near)
        expect(contain.height).toBeLessThanOrEqual(target.height + near)
        expect(contain.width / contain.height).toBeCloseTo(source.width / source.height, 6)
      }),
    )
  })

  it('knows when scaling alone will do', () => {
    expect(hasSameShape({ width: 2560, height: 1440 }, { width: 1280, height: 720 })).toBe(true)
    expect(hasSameShape({ width: 1600, height: 1600 }, { width: 1280, height: 720 })).toBe(false)
  })
})

describe('tables', () => {
  it('are recognised by what they hold', () => {
    expect(recogniseTable('prompt,size\na,b', 'x.csv').format).toBe('csv')
    expect(recogniseTable('\ufeff {"prompt":"a"}\n', 'x.txt').format).toBe('json')
    expect(recogniseTable('[{"prompt":"a"},\n {"prompt":"b"}]', null)).toMatchObject({
      format: 'json',
      text: '{"prompt":"a"}\n{"prompt":"b"}',
    })
    expect(recogniseTable('[draft] a fox, running', null).format).toBe('csv')
  })

  it('keep one column for each field when a person maps another one to it', () => {
    const table = recogniseTable('prompt,Caption,n\na,b,1\n', null)
    const { columns, layout } = readTableRows(table, [])
    const mapped = mapColumn(table, layout, columns, 1, { field: 'prompt' })
    const { reading } = readTableRows(mapped, [])
    expect(mapped.layout?.columns).toEqual([{ variable: 'prompt' }, { field: 'prompt' }, { variable: 'n' }])
    expect(reading.rows[0]).toMatchObject({ fields: { prompt: 'b' }, variables: { prompt: 'a', n: '1' } })
  })

  it('can be read with another sign or without a heading', () => {
    const source = 'a;b\nc;d'
    const layout = layoutWithDelimiter(source, { delimiter: ',', hasHeading: false, columns: [] }, ';')
    expect(layout.columns).toEqual([{ field: 'prompt' }, { variable: 'column 2' }])
    expect(layoutWithHeading(source, layout, true).columns).toEqual([{ variable: 'a' }, { variable: 'b' }])
  })

  it('write what a column is used as so that it is read again', () => {
    for (const target of [null, { field: 'seconds' as const }, { variable: 'field:prompt' }, { variable: 'out' }])
      expect(readTarget(writeTarget(target))).toEqual(target)
  })

  it('lose exactly the records that are gone', () => {
    const source = 'h\r\na\r\n"b\r\nb"\r\nc'
    expect(leaveOut(source, [2, 3, 5], new Set([3]), 'csv')).toBe('h\na\nc')
    expect(leaveOut(source, [2, 3, 5], new Set([2, 3, 5]), 'csv')).toBe('')
    expect(leaveOut(source, [2, 3, 5], new Set(), 'csv')).toBe('h\na\n"b\nb"\nc')
  })
})

describe('templates', () => {
  it('bring back prompt and settings, but neither parent nor name of a request', () => {
    const draft = {
      ...EMPTY_DRAFT,
      text: 'A {hero}',
      model: 'grok',
      variables: { hero: 'fox' },
      requestId: 'r',
      count: 5,
    }
    const settings = templateSettings(draft)
    expect(settings).not.toHaveProperty('requestId')
    expect({ ...EMPTY_DRAFT, ...templateDraft({ prompt: draft.text, settings }).draft }).toEqual({
      ...draft,
      requestId: null,
      count: 1,
    })
  })

  it('change only what they name, however strange they are', () => {
    expect(templateDraft({ prompt: 'p', settings: { seconds: 'long', model: 'm', other: 1 } }).draft).toEqual({
      text: 'p',
      seconds: null,
      model: 'm',
    })
  })
})

describe('the words for problems', () => {
  it('exist for every code in both languages and leave no placeholder open', async () => {
    const t = ((key: string, values: Record<string, string>) =>
      translate(`compose:${key}` as 'compose:prompt', values as never)) as never
    await loadTexts()
    for (const language of ['en', 'de'] as const) {
      await setLanguageWithoutPage(language)
      for (const code of [...Object.keys(BATCH_PROBLEM_MESSAGES), ...FIT_CODES] as (typeof FIT_CODES)[number][]) {
        const values = {
          field: 'count',
          expected: 'x',
          delimiter: 'tabs',
          name: 'n',
          value: 'v',
          limit: 1,
          lengths: 'l',
          total: 2_000,
          ceiling: 1_000,
          cells: 1,
        }
        const rest = { model: 'm', seconds: 1, sizes: 's', size: 's', length: 1, known: 'k', image: 'i' }
        const text = writeProblem({ code, values: { ...values, ...rest }, line: null, field: null, position: null }, t)
        expect(text).not.toBe(`problems.${code}`)
        expect(text).not.toContain('{{')
      }
    }
    await setLanguageWithoutPage('en')
  })
})

const setLanguageWithoutPage = async (language: 'en' | 'de'): Promise<void> => {
  // The document's language is set as well, which there is none of here.
  Object.assign(globalThis, { document: { documentElement: {} } })
  await setLanguage(language)
  Reflect.deleteProperty(globalThis, 'document')
}

describe('editing a queued job', () => {
  it('sends only what was touched, so that old settings are not checked anew', () => {
    const job = fakeJob({ seconds: 7 })
    expect(changesOf(job, job)).toEqual({})
    expect(changesOf(job, { ...job, prompt: 'other', size: null })).toEqual({ prompt: 'other', size: null })
  })
})
