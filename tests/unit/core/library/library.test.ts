import { describe, expect, it } from 'vitest'
import { openLibrary, type LibraryUnderTest } from './libraryUnderTest.ts'
import { T0 } from '../jobs/library.ts'

const HOUR_MS = 3_600_000
/** T0 is 08:00 on 15 January 2027 in Greenwich. */
const at = (text: string): number => Date.parse(`${text}:00Z`)
const FINISHED_LAST = { by: 'finished', direction: 'desc' } as const
const seqsIn = async ({ library }: LibraryUnderTest, view: Parameters<typeof library.page>[0], limit = 200) =>
  (await library.page(view, { limit })).jobs.map((job) => job.seq)

function addMany(
  underTest: LibraryUnderTest,
  count: number,
  changes: Parameters<LibraryUnderTest['add']>[0] = {},
): void {
  for (let index = 0; index < count; index += 1) underTest.add(changes)
}

describe('an outline', () => {
  it('of nothing is empty', async () => {
    const { library } = openLibrary()
    const nothing = { total: 0, pageSize: 100, anchors: [], groups: [], problems: [] }
    expect(await library.outline({})).toEqual(nothing)
    expect(await library.outline({ q: 'fox' }, 'batch')).toEqual(nothing)
  })

  it.each([
    [1, 0],
    [100, 0],
    [101, 1],
    [200, 1],
    [201, 2],
  ])('of %i jobs has %i anchors', async (count, anchors) => {
    const underTest = openLibrary()
    addMany(underTest, count)
    const outline = await underTest.library.outline({})
    expect(outline).toMatchObject({ total: count, groups: [] })
    expect(outline.anchors).toHaveLength(anchors)
    const { nextCursor } = await underTest.library.page({}, { limit: 100 })
    expect(outline.anchors[0] ?? null).toBe(nextCursor)
  })

  it('tells the places of the jobs it is asked for, as far as it shows them', async () => {
    const underTest = openLibrary()
    addMany(underTest, 120, { prompt: 'a fox' })
    underTest.add({ prompt: 'a bear' })
    const wanted = ['job_1', 'job_120', 'job_121', 'no such job']
    expect((await underTest.library.outline({}, 'day', wanted)).located).toEqual({ job_121: 0, job_120: 1, job_1: 120 })
    expect((await underTest.library.outline({ q: 'fox' }, 'day', wanted)).located).toEqual({ job_120: 0, job_1: 119 })
    expect(await underTest.library.outline({})).not.toHaveProperty('located')
  })

  it('groups by the day where the person is', async () => {
    const { add, library } = openLibrary()
    for (const time of ['2027-01-13T22:59', '2027-01-13T23:00', '2027-01-14T22:59']) add({ createdAt: at(time) })
    expect((await library.outline({ utcOffsetMinutes: 60 }, 'day')).groups).toEqual([
      { key: '2027-01-14', start: 0, count: 2 },
      { key: '2027-01-13', start: 2, count: 1 },
    ])
    expect((await library.outline({ utcOffsetMinutes: 0 }, 'day')).groups).toEqual([
      { key: '2027-01-14', start: 0, count: 1 },
      { key: '2027-01-13', start: 1, count: 2 },
    ])
  })

  it('sorted by the end groups by the day of the end, what has none last', async () => {
    const { add, library } = openLibrary()
    add({ finishedAt: null })
    add({ finishedAt: at('2027-01-14T10:00'), createdAt: at('2027-01-01T10:00') })
    add({ finishedAt: null })
    const groups = [
      { key: '2027-01-14', start: 0, count: 1 },
      { key: 'none', start: 1, count: 2 },
    ]
    expect((await library.outline({ sort: FINISHED_LAST, utcOffsetMinutes: 0 }, 'day')).groups).toEqual(groups)
    const rising = { by: 'finished', direction: 'asc' } as const
    expect((await library.outline({ sort: rising, utcOffsetMinutes: 0 }, 'day')).groups).toEqual(groups)
  })

  it('names a batch each time it comes up, and single jobs by themselves', async () => {
    const { add, library } = openLibrary()
    for (const batchId of ['batch_1', null, null, 'batch_2', 'batch_2', 'batch_1']) add({ batchId })
    expect((await library.outline({}, 'batch')).groups).toEqual([
      { key: 'batch_1', start: 0, count: 1 },
      { key: 'batch_2', start: 1, count: 2 },
      { key: 'none:job_3', start: 3, count: 1 },
      { key: 'none:job_2', start: 4, count: 1 },
      { key: 'batch_1', start: 5, count: 1 },
    ])
  })

  it('does not call a new job by the name of a removed one whose number it got', async () => {
    const { add, library, remove } = openLibrary()
    add()
    const second = add()
    expect((await library.outline({}, 'batch')).groups[0]?.key).toBe('none:job_2')
    remove(second)
    expect(add()).toBe(second)
    expect((await library.outline({}, 'batch')).groups[0]?.key).toBe('none:job_3')
  })

  it('lets everything else have its turn in between', async () => {
    const underTest = openLibrary()
    addMany(underTest, 500)
    let turns = 0
    let isOver = false
    const count = (): void => {
      turns += 1
      if (!isOver) setImmediate(count)
    }
    count()
    await underTest.library.outline({ sort: FINISHED_LAST }, 'day')
    isOver = true
    expect(turns).toBeGreaterThan(40)
  })
})

describe('a page', () => {
  it('follows the one before, whatever is added meanwhile', async () => {
    const underTest = openLibrary()
    addMany(underTest, 7)
    for (const q of ['', 'lighthouse', 'seconds:4']) {
      const seen: number[] = []
      const expected = await seqsIn(underTest, { q })
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await underTest.library.page({ q }, { cursor, limit: 2 })
        seen.push(...page.jobs.map((job) => job.seq))
        cursor = page.nextCursor
        underTest.add()
      }
      expect(seen).toEqual(expected)
    }
  })

  it('goes on behind a job that is gone, or stands elsewhere by now', async () => {
    const underTest = openLibrary()
    const [first, second, third, fourth] = [1, 2, 3, 4].map((hours) =>
      underTest.add({ finishedAt: T0 + hours * HOUR_MS }),
    )
    const page = await underTest.library.page({ sort: FINISHED_LAST }, { limit: 2 })
    expect(page.jobs.map((job) => job.seq)).toEqual([fourth, third])
    underTest.remove(third ?? 0)
    underTest.change(fourth ?? 0, { finishedAt: T0 })
    const next = await underTest.library.page({ sort: FINISHED_LAST }, { limit: 5, cursor: page.nextCursor ?? '' })
    expect(next.jobs.map((job) => job.seq)).toEqual([second, first, fourth])
  })

  it.each([
    'zzz',
    '',
    'czE',
    Buffer.from('seconds:1::2').toString('base64url'),
    Buffer.from('finished:x::2').toString('base64url'),
  ])('refuses a cursor that is none of its order: %j', async (cursor) => {
    const { library } = openLibrary()
    await expect(library.page({ sort: FINISHED_LAST }, { limit: 1, cursor })).rejects.toMatchObject({
      code: 'bad_request',
      field: 'cursor',
    })
  })

  it('is sorted by size only for takes that are there', async () => {
    const { add, addVideo, ...underTest } = openLibrary()
    const [none, small, large, lost] = [
      add({ status: 'completed' }),
      add({ status: 'completed' }),
      add({ status: 'completed' }),
      add({ status: 'failed' }),
    ]
    addVideo(small, 10)
    addVideo(large, 20)
    addVideo(lost, 99)
    const view = { sort: { by: 'fileSize', direction: 'desc' } } as const
    expect(await seqsIn({ add, addVideo, ...underTest }, view)).toEqual([large, small, lost, none])
    addVideo(none, 15)
    expect(await seqsIn({ add, addVideo, ...underTest }, view)).toEqual([large, none, small, lost])
  })

  it('in the order of sending is for queued jobs alone', async () => {
    const { library } = openLibrary()
    const sort = { by: 'sendOrder', direction: 'asc' } as const
    for (const statuses of [undefined, [], ['completed'], ['queued', 'failed']] as const) {
      await expect(library.page({ sort, statuses }, { limit: 1 })).rejects.toMatchObject({
        code: 'invalid',
        field: 'sort',
      })
    }
    await expect(library.page({ sort, statuses: ['queued'] }, { limit: 1 })).resolves.toMatchObject({ jobs: [] })
  })

  it('of the newest in some states reads no more than itself', async () => {
    const underTest = openLibrary()
    const watched = () => underTest.db.prepare('SELECT count(*) FROM temp.sqlite_master').pluck().get()
    underTest.add()
    expect(await seqsIn(underTest, { q: 'status:queued,failed -status:failed', statuses: ['queued'] })).toEqual([1])
    expect(watched()).toBe(0)
    await underTest.library.outline({})
    expect(watched()).toBeGreaterThan(0)
  })

  it('says what was left out of the search, and shows the rest', async () => {
    const underTest = openLibrary()
    const seq = underTest.add()
    const page = await underTest.library.page({ q: 'lighthouse status:dnoe' }, { limit: 5 })
    expect(page.jobs.map((job) => job.seq)).toEqual([seq])
    expect(page.problems).toMatchObject([{ code: 'unknown_value', start: 11, end: 22 }])
    expect((await underTest.library.outline({ q: 'status:' })).problems).toMatchObject([{ code: 'empty_value' }])
  })

  it('shows no change that was taken back', async () => {
    const underTest = openLibrary()
    const seq = underTest.add()
    expect(await underTest.library.outline({ q: 'model:sora' })).toMatchObject({ total: 1 })
    underTest.db.exec('BEGIN')
    underTest.change(seq, { model: 'veo' })
    underTest.add()
    underTest.db.exec('ROLLBACK')
    expect(await seqsIn(underTest, { q: 'model:sora' })).toEqual([seq])
    expect(await seqsIn(underTest, { q: 'model:veo' })).toEqual([])
  })

  it('goes on looking behind many hits that are not wanted', async () => {
    const underTest = openLibrary({ fewRows: 0 })
    for (let index = 0; index < 500; index += 1) underTest.add({ prompt: 'a fox', seconds: index % 45 === 0 ? 8 : 4 })
    expect(await seqsIn(underTest, { q: 'fox seconds:8' }, 6)).toEqual([496, 451, 406, 361, 316, 271])
    expect(await seqsIn(underTest, { q: 'fox seconds:8', sort: { by: 'created', direction: 'asc' } }, 3)).toEqual([
      1, 46, 91,
    ])
    expect(await seqsIn(underTest, { q: 'fox seconds:8' })).toHaveLength(12)
  })

  it.each([0, 1000])('knows a search again after everything that can happen to a prompt (%i)', async (fewRows) => {
    const underTest = openLibrary({ fewRows })
    const { add, change, jobs, library, remove } = underTest
    const view = { q: 'fox -red -東', sort: { by: 'seconds', direction: 'asc' } } as const
    const [blue, red, other] = [add({ prompt: 'a blue fox' }), add({ prompt: 'a red fox' }), add({ prompt: 'a boat' })]
    expect(await seqsIn(underTest, view)).toEqual([blue])
    const added = add({ prompt: 'fox' })
    change(red, { prompt: 'a brown fox' })
    change(other, { prompt: 'a fox in 東京' })
    expect(await seqsIn(underTest, view)).toEqual([blue, red, added])
    jobs.trash(blue, T0)
    change(added, { prompt: 'no more' })
    expect(await seqsIn(underTest, view)).toEqual([red])
    jobs.restore(blue, T0)
    change(other, { prompt: 'a fox' })
    expect(await seqsIn(underTest, view)).toEqual([blue, red, other])
    remove(added)
    remove(other)
    expect(await library.outline(view)).toMatchObject({ total: 2 })
  })

  it('is right after thousands of changes that nobody asked about', async () => {
    const underTest = openLibrary({ fewRows: 10 })
    addMany(underTest, 1500)
    const views = [{ q: 'seconds:4 lighthouse' }, { sort: { by: 'seconds', direction: 'desc' } }] as const
    for (const view of views) expect((await underTest.library.outline(view)).total).toBe(1500)
    underTest.db.exec("UPDATE jobs SET seconds = 8, prompt = 'a fox' WHERE seq % 2 = 0")
    expect((await underTest.library.outline(views[0])).total).toBe(750)
    expect(await seqsIn(underTest, { ...views[1], q: 'fox' }, 3)).toEqual([1500, 1498, 1496])
  })
})

it('what there is to filter by is counted without the trash', async () => {
  const underTest = openLibrary()
  underTest.add({ model: 'veo', size: null })
  underTest.add({ accountId: 'account_2' })
  const seq = underTest.add({ model: 'veo', accountId: 'account_2' })
  underTest.jobs.trash(underTest.add({ model: 'gone' }), T0)
  expect(await underTest.library.facets()).toEqual({
    models: [
      { value: 'veo', count: 2 },
      { value: 'sora-2', count: 1 },
    ],
    accounts: [
      { accountId: 'account_2', name: 'Home', count: 2 },
      { accountId: 'account_1', name: 'Work studio', count: 1 },
    ],
    sizes: [{ value: '1280x720', count: 2 }],
  })
  expect(await underTest.library.facets(['completed'])).toEqual({ models: [], accounts: [], sizes: [] })
  expect((await underTest.library.facets(['queued', 'completed'])).models).toHaveLength(2)
  underTest.jobs.trash(seq, T0)
  expect((await underTest.library.facets()).models.map(({ value }) => value)).toEqual(['sora-2', 'veo'])
})

it('ends what is under way when it is stopped, without another look at the database', async () => {
  const underTest = openLibrary()
  addMany(underTest, 300)
  const answers = Promise.allSettled([
    underTest.library.outline({ q: 'fox' }),
    underTest.library.select({ sort: FINISHED_LAST }),
    underTest.library.facets(),
  ])
  underTest.library.stop()
  underTest.db.close()
  for (const answer of await answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'stopping' } })
})
