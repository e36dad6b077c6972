import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeFileName } from '../../../electron/core/media/fileNaming.ts'
import type { DiskOperation } from '../../fakes/faultyDisk.ts'
import type { ContentFaultName } from '../../harness/fakeProvider/contentFaults.ts'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'
import { SEEDS } from '../../harness/seeds.ts'

/** `delivers`: unusual, but the whole file comes. `blocks`: nothing usable comes while it lasts. */
const FAULTS: Record<ContentFaultName, 'delivers' | 'blocks'> = {
  short_body: 'blocks',
  cut_file: 'blocks',
  long_body: 'blocks',
  full_to_range: 'delivers',
  wrong_content_range: 'blocks',
  range_416: 'blocks',
  etag_change: 'delivers',
  stall: 'blocks',
  never_answers: 'blocks',
  expired_403: 'blocks',
  gone_410: 'blocks',
  not_ready_404: 'blocks',
  not_found_404: 'blocks',
  html_200: 'blocks',
  zero_bytes: 'blocks',
  hole: 'blocks',
  error_500: 'blocks',
  rate_limited_seconds: 'blocks',
  json_error_200: 'blocks',
  reset_mid_body: 'blocks',
  chunked: 'delivers',
  redirect_elsewhere: 'delivers',
  redirect_loop: 'blocks',
  cloud_url_400: 'delivers',
  json_with_url: 'delivers',
}

const cases = SEEDS.flatMap((seed) =>
  (Object.keys(FAULTS) as ContentFaultName[]).map((fault) => ({ fault, seed, kind: FAULTS[fault] })),
)

describe('a download that meets a fault', () => {
  it.concurrent.each(cases)('$kind: $fault (seed $seed)', async ({ fault, seed, kind }) => {
    await using live = await openLiveEngine({ seed, generationMs: 1000 })
    live.provider.fault('content', fault, 100_000)
    const { id } = await live.create()
    if (kind === 'blocks') {
      await live.seen('content', 2)
      expect(await takesIn(live)).toEqual([])
      expect(await live.request('jobs.get', { jobId: id })).toMatchObject({ status: 'downloading', take: null })
      live.provider.clearFaults()
    }
    await expectWholeTake(live, id)
  })

  it.concurrent.each(cases)(
    'ends well after $fault in the middle of the file (seed $seed)',
    async ({ fault, seed }) => {
      await using live = await openLiveEngine({ seed, generationMs: 1000 })
      live.provider.fault('content', 'stall')
      live.provider.fault('content', fault, 1 + (seed % 3))
      const { id } = await live.create()
      await expectWholeTake(live, id)
      const resumed = live.provider.requests.filter((request) => request.headers.range !== undefined)
      expect(resumed.length, 'no attempt went on where the first one broke off').toBeGreaterThan(0)
    },
  )

  it('is served the fresh link after the signed one has run out', async () => {
    await using live = await openLiveEngine({ flavour: 'xai', generationMs: 1000 })
    live.disk.setFreeBytes(0)
    const { id } = await live.create({ seconds: 5 })
    await live.until(id, (job) => job.waitingFor?.startsWith('The disk is full') === true)
    live.provider.expireLinks()
    live.disk.heal()
    await live.until(id, 'completed')
    const links = live.provider.foreignRequests.map((request) => request.path.split('?')[1])
    expect(links).toEqual(['signature=1', 'signature=2'])
    await live.finish()
  })
})

const DISK_FAULTS: [DiskOperation, string][] = [
  ['freeBytes', 'EIO'],
  ['makeFolder', 'EACCES'],
  ['openPart', 'ENOSPC'],
  ['openPart', 'EACCES'],
  ['openPart', 'EMFILE'],
  ['write', 'ENOSPC'],
  ['write', 'EDQUOT'],
  ['write', 'EIO'],
  ['sync', 'EIO'],
  ['sync', 'ENOSPC'],
  ['size', 'EIO'],
  ['readAt', 'EIO'],
  ['rename', 'EIO'],
  ['rename', 'EROFS'],
  ['syncFolder', 'EIO'],
  ['remove', 'EACCES'],
]

describe('a download on a disk that fails', () => {
  it.concurrent.each(DISK_FAULTS)('waits and says why, then ends well: %s %s', async (operation, code) => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.disk.fail(operation, code)
    const { id } = await live.create()
    await live.until(id, (job) => job.status === 'completed' || job.waitingFor !== null)
    const { status, waitingFor } = await live.request('jobs.get', { jobId: id })
    if (status !== 'completed') {
      expect(status).toBe('downloading')
      expect(waitingFor).toMatch(/disk|file/)
    }
    await live.pass(40_000)
    live.disk.heal()
    await expectWholeTake(live, id)
  })

  it('pauses every download while the disk is full, says how much is missing, and goes on by itself', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    live.disk.setFreeBytes(100_000_000)
    const first = await live.create({ prompt: 'first' })
    const waiting = await live.until(first.id, (job) => job.waitingFor !== null)
    expect(waiting).toMatchObject({ status: 'downloading', error: null })
    expect(waiting.waitingFor).toMatch(/^The disk is full: 4\d\d MB more are needed\./)
    const second = await live.create({ prompt: 'second' })
    await live.until(second.id, 'downloading')
    live.disk.heal()
    await expectWholeTake(live, first.id, second.id)
  })

  it("keeps a stranger's file of the same name", async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    await live.request('settings.update', { fileNameTemplate: '{id}' })
    const { id } = await live.create()
    const name = takeFileName('{id}', { ...NAMELESS, id })
    await writeFile(join(live.videosDir, name), 'a film of somebody else')
    const done = await live.until(id, 'completed')
    expect(done.take?.fileName).toBe(name.replace('.mp4', ' (2).mp4'))
    expect(await readFile(join(live.videosDir, name), 'utf8')).toBe('a film of somebody else')
  })
})

const NAMELESS = {
  at: 0,
  utcOffsetMinutes: 0,
  prompt: '',
  model: '',
  seconds: null,
  size: null,
  account: '',
}

const takesIn = async (live: LiveEngine): Promise<string[]> =>
  (await readdir(live.videosDir)).filter((name) => name.endsWith('.mp4'))

async function expectWholeTake(live: LiveEngine, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    const done = await live.until(id, 'completed')
    expect(done).toMatchObject({ error: null, waitingFor: null, progress: 100 })
  }
  expect(await takesIn(live)).toHaveLength(ids.length)
  expect(live.provider.createsAccepted()).toHaveLength(ids.length)
  await live.finish()
}
