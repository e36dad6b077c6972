import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDraftKeeper } from '../../../../renderer/src/stores/compose/keepDraft.ts'
import {
  EMPTY_DRAFT,
  isUntouched,
  readDraft,
  readTable,
  type Draft,
} from '../../../../renderer/src/stores/compose/draft.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const FULL: Draft = {
  mode: 'lines',
  text: 'שלום {a|b} 🦊',
  accountId: 'account_2',
  model: 'sora-2-pro',
  seconds: 8,
  size: '720x1280',
  count: 3,
  isPlainText: true,
  variables: { hero: 'fox\nhare' },
  combine: 'sample',
  sampleSize: 12,
  seed: 77,
  params: { style: { grain: [1, null] } },
  reference: {
    referenceId: 'reference_1',
    fileName: 'still.png',
    type: 'image/png',
    sizeBytes: 1_000,
    width: 1280,
    height: 720,
    thumbnail: 'data:image/jpeg;base64,AAAA',
  },
  parent: {
    jobId: 'job_1',
    relation: 'remix',
    accountId: 'account_2',
    model: 'sora-2',
    seconds: 4,
    size: '1280x720',
    prompt: 'before',
    takeId: 'take_1',
  },
  requestId: 'request_1',
}

const DRAFT_LIKE = fc.record(
  Object.fromEntries(
    Object.keys(EMPTY_DRAFT).map((name) => [
      name,
      fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(...(Object.values(FULL) as unknown[]))),
    ]),
  ),
  { requiredKeys: [] },
)

describe('a kept draft', () => {
  it('comes back as it was kept', () => {
    expect(readDraft(JSON.parse(JSON.stringify(FULL)))).toEqual(FULL)
    expect(readDraft(JSON.parse(JSON.stringify(EMPTY_DRAFT)))).toEqual(EMPTY_DRAFT)
  })

  it('is read from anything at all without an error, and then stays the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), DRAFT_LIKE), (value) => {
        const read = readDraft(JSON.parse(JSON.stringify(value)))
        expect(readDraft(JSON.parse(JSON.stringify(read)))).toEqual(read)
        expect(read.count).toBeGreaterThanOrEqual(1)
        expect(read.count).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('shows no picture from elsewhere as the thumbnail of a reference', () => {
    const reference = { ...FULL.reference, thumbnail: 'https://example.org/spy.png' }
    expect(readDraft({ ...FULL, reference }).reference?.thumbnail).toBeNull()
  })

  it('counts as untouched only without text, image and parent', () => {
    expect(isUntouched({ ...EMPTY_DRAFT, text: ' \n', model: 'sora-2' })).toBe(true)
    expect(isUntouched({ ...EMPTY_DRAFT, parent: FULL.parent })).toBe(false)
    expect(isUntouched({ ...EMPTY_DRAFT, reference: FULL.reference })).toBe(false)
  })
})

describe('a kept table', () => {
  it('comes back as it was kept', () => {
    const table = {
      name: 'shots.csv',
      text: 'prompt;mood\na;b',
      format: 'csv' as const,
      layout: {
        delimiter: ';' as const,
        hasHeading: true,
        columns: [{ field: 'prompt' as const }, { variable: 'mood' }, null],
      },
      keys: { text: { field: 'prompt' as const }, other: null },
    }
    expect(readTable(JSON.parse(JSON.stringify(table)))).toEqual(table)
  })

  it('is read from anything at all without an error', () => {
    fc.assert(
      fc.property(
        fc.record(
          { text: fc.string(), layout: fc.jsonValue(), keys: fc.jsonValue(), format: fc.jsonValue() },
          { requiredKeys: [] },
        ),
        (value) => {
          const read = readTable(value)
          expect(read === null ? null : readTable(JSON.parse(JSON.stringify(read)))).toEqual(read)
        },
      ),
    )
    expect(readTable(null)).toBeNull()
    expect(readTable({ text: '' })).toBeNull()
  })
})

describe('leaving the page', () => {
  it('writes beside the page what no answer can be waited for, until the host has it', async () => {
    const mirror = new Map<string, string>()
    let isDown = true
    const bridge = createFakeBridge({
      'drafts.set': () =>
        isDown ? { ok: false, error: { code: 'unreachable', message: 'Down.' } } : answer({ updatedAt: 1 }),
    })
    const keeper = createDraftKeeper({
      bridge,
      timers: createFakeTimers(),
      mirror: { getItem: (key) => mirror.get(key) ?? null, setItem: (key, value) => void mirror.set(key, value) },
      now: () => ({ draft: FULL, table: null }),
      restore: () => {},
      offer: () => {},
      onSaved: () => {},
    })
    bridge.start()
    keeper.leave()
    expect(mirror.size).toBe(0)
    keeper.noteChange('draft')
    keeper.leave()
    await new Promise((resolve) => setImmediate(resolve))
    expect(JSON.parse(mirror.get('dailies.composer') ?? '')).toMatchObject({ draft: { text: FULL.text } })
    isDown = false
    await keeper.save()
    expect(mirror.get('dailies.composer')).toBe('null')
  })
})
