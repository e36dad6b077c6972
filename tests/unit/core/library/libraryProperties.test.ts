import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobRecord } from '../../../../electron/core/jobs/jobRecord.ts'
import { createRandom } from '../../../simulation/random.ts'
import { T0 } from '../jobs/library.ts'
import { openLibrary, type LibraryUnderTest } from './libraryUnderTest.ts'
import { createPick, disturb, fill, randomView, type AskedView } from './libraryViews.ts'
import { jobsInView } from './referenceLibrary.ts'

const PAGE = 100
const seqsOf = (jobs: readonly JobRecord[]): number[] => jobs.map((job) => job.seq)

async function walkPages({ library }: LibraryUnderTest, view: AskedView, limit: number): Promise<number[]> {
  const seen: number[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await library.page(view, { cursor, limit })
    seen.push(...seqsOf(page.jobs))
    cursor = page.nextCursor
  }
  return seen
}

async function pageByAnchors({ library }: LibraryUnderTest, view: AskedView, anchors: string[]): Promise<number[]> {
  const pages = await Promise.all(
    [undefined, ...anchors].map(async (cursor) => (await library.page(view, { cursor, limit: PAGE })).jobs),
  )
  return seqsOf(pages.flat())
}

/** Runs of equal keys. */
function groupsOf(keys: readonly string[]): { key: string; start: number; count: number }[] {
  const groups: { key: string; start: number; count: number }[] = []
  for (const [start, key] of keys.entries()) {
    const last = groups.at(-1)
    if (last?.key === key) last.count += 1
    else groups.push({ key, start, count: 1 })
  }
  return groups
}

async function expectAgreement(underTest: LibraryUnderTest, view: AskedView, limit: number): Promise<void> {
  const expected = jobsInView(underTest, view)
  const { library } = underTest
  const ids = expected.map((job) => job.id)
  const outline = await library.outline(view, 'day', ['no such job', ...ids])
  expect(outline.located).toEqual(Object.fromEntries(ids.map((id, place) => [id, place])))
  expect(outline.total).toBe(expected.length)
  expect(outline.anchors).toHaveLength(Math.max(0, Math.ceil(expected.length / PAGE) - 1))
  const dayOf = (at: number | null): string =>
    at === null ? 'none' : new Date(at + view.utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
  const isByFinish = view.sort?.by === 'finished'
  expect(outline.groups).toEqual(groupsOf(expected.map((job) => dayOf(isByFinish ? job.finishedAt : job.createdAt))))
  const batches = await library.outline(view, 'batch')
  expect(batches.groups).toEqual(groupsOf(expected.map((job) => job.batchId ?? `none:${job.id}`)))
  const runs = await library.outline(view, 'runs')
  expect(runs.groups).toEqual(groupsOf(expected.map((job) => job.batchId ?? 'none')))
  expect(await walkPages(underTest, view, limit)).toEqual(seqsOf(expected))
  expect(await pageByAnchors(underTest, view, outline.anchors)).toEqual(seqsOf(expected))
  expect(await library.select(view)).toEqual(ids)
}

const seed = fc.integer({ min: 0, max: 2 ** 31 })

describe('the library', () => {
  it('shows, counts, groups and selects the same jobs as the plainest way to look for them, however it changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        seed,
        fc.constantFrom(0, 1, 30, 120, 330),
        fc.constantFrom(0, 20, 1000),
        async (start, size, fewRows) => {
          const pick = createPick(createRandom(start))
          const underTest = openLibrary({ fewRows })
          fill(underTest, size, pick)
          for (let round = 0; round < 6; round += 1) {
            await expectAgreement(underTest, randomView(pick), pick([1, 7, 50, 200]) + (size > 100 ? 30 : 0))
            for (let times = pick([0, 1, 4]); times > 0; times -= 1) disturb(underTest, pick)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('answers as of one moment, whatever changes while it looks', async () => {
    const [wanted, all] = [40, 160]
    await fc.assert(
      fc.asyncProperty(seed, async (start) => {
        const pick = createPick(createRandom(start))
        const underTest = openLibrary({ fewRows: 0, pace: { stretchMs: 0, stepScale: 0.002 } })
        const { add, change, db, library } = underTest
        const inView = { model: 'veo', prompt: 'one red fox', seconds: 8, finishedAt: T0 } as const
        const outside = { model: 'sora-2', prompt: 'a blue boat', seconds: 4.5, finishedAt: null } as const
        const seqs = Array.from({ length: all }, (_, index) => add(index < wanted ? inView : outside))
        /** At every moment just as many jobs are in view. */
        const swap = db.transaction(() => {
          const [from, to] = [pick([...seqs.keys()].slice(0, wanted)), pick([...seqs.keys()].slice(wanted))]
          change(seqs[from] ?? 0, outside)
          change(seqs[to] ?? 0, inView)
          ;[seqs[from], seqs[to]] = [seqs[to] ?? 0, seqs[from] ?? 0]
        })
        let isOver = false
        const swapping = (async () => {
          while (!isOver) {
            for (let times = 0; times < 4; times += 1) swap()
            await new Promise((resolve) => setImmediate(resolve))
          }
        })()
        const views = ['model:veo', 'fox', 'red -boat', '-boat', '-blue', '"one red"', 'fox one', 'seconds:>5'].map(
          (q) => ({
            q,
            sort: { by: pick(['created', 'finished', 'seconds'] as const), direction: pick(['asc', 'desc'] as const) },
          }),
        )
        const answers = await Promise.all([
          ...views.map(async (view) => (await library.outline(view, 'day')).total),
          ...views.map(async (view) => (await library.select(view)).length),
          ...views.map(async (view) => new Set(seqsOf((await library.page(view, { limit: 200 })).jobs)).size),
        ])
        isOver = true
        await swapping
        expect(answers).toEqual(answers.map(() => wanted))
      }),
      { numRuns: 8 },
    )
  })

  it('is right in the end, however much changed under its hands', async () => {
    await fc.assert(
      fc.asyncProperty(seed, async (start) => {
        const pick = createPick(createRandom(start))
        const underTest = openLibrary({
          fewRows: pick([0, 1000]),
          pace: { stretchMs: pick([0, 0, 5]), stepScale: pick([0.002, 0.01]) },
        })
        fill(underTest, 150, pick)
        const views = Array.from({ length: 4 }, () => randomView(pick))
        let isOver = false
        const disturbing = (async () => {
          while (!isOver) {
            disturb(underTest, pick)
            await new Promise((resolve) => setImmediate(resolve))
          }
        })()
        const answers = await Promise.all(
          views.flatMap((view) => [underTest.library.outline(view, 'day'), underTest.library.outline(view, 'batch')]),
        )
        isOver = true
        await disturbing
        for (const { total, anchors, groups } of answers) {
          expect(anchors).toHaveLength(Math.max(0, Math.ceil(total / PAGE) - 1))
          expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(total)
        }
        for (const view of views) await expectAgreement(underTest, view, 60)
      }),
      { numRuns: 10 },
    )
  })
})
