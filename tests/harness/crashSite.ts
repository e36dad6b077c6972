import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { listAnswerSchema, type ListItem } from '../../electron/server/answers.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'
import { launchServer, type BuiltServer } from './builtServer.ts'
import { eventually } from './eventually.ts'
import { startFakeProvider, type FakeProvider } from './fakeProvider/fakeProvider.ts'
import { tinyVideo } from './fakeProvider/tinyVideo.ts'
import { expectPaidOnce, isTidy } from './liveEngine.ts'
import { sha256 } from './watchedJobs.ts'

/** One data folder and one provider, over which the built server dies and starts again. */
export interface CrashSite extends AsyncDisposable {
  provider: FakeProvider
  dataDir: string
  videosDir: string
  /** Ids of every job whose creation was answered with 202. */
  acknowledged: Set<string>
  launch(env?: Record<string, string>): BuiltServer
  /** Queues jobs; the ids, or none when the server died before it answered. */
  generate(server: BuiltServer, body?: Record<string, unknown>): Promise<string[]>
  jobs(server: BuiltServer): Promise<ListItem[]>
  /** Notes that the person chose to pay for this job again. */
  allowAnotherPayment(jobId: string): void
  /** Starts without a failpoint, waits until nothing moves any more, stops, and checks what must hold. */
  recover(): Promise<ListItem[]>
}

const VIDEO_BYTES = 150_000
const GENERATION_MS = 120
const TIDY_WITHIN_MS = 10_000

export const openCrashSite = async (generationMs = GENERATION_MS): Promise<CrashSite> => {
  const folder = await makeTempFolder()
  const [dataDir, videosDir] = [join(folder.path, 'data'), join(folder.path, 'videos')]
  const provider = await startFakeProvider({
    flavour: 'sora',
    generationMs,
    video: (job) => tinyVideo(`${job.id} ${job.prompt}`, VIDEO_BYTES),
  })
  const acknowledged = new Set<string>()
  const allowed = new Map<string, number>()

  const launch: CrashSite['launch'] = (env = {}) =>
    launchServer(
      [
        ...['--data-dir', dataDir, '--videos-dir', videosDir, '--poll-min-ms', '50'],
        ...['--provider-url', provider.baseUrl, '--provider-key', provider.apiKey, '--provider-profile', 'sora'],
      ],
      { DAILIES_PROVIDER_CONCURRENCY: '8', DAILIES_PROVIDER_RPM: '60000', ...env },
    )

  const jobs: CrashSite['jobs'] = async (server) => {
    const answer = await server.call('/api/videos?limit=200')
    return answer === null ? [] : listAnswerSchema.parse(answer.json()).items
  }

  /** What was never made at the provider may be asked about; whatever was made must end as a take (or a refusal). */
  const isSettled = (items: readonly ListItem[]): boolean => {
    const made = new Set(provider.createsAccepted().map((job) => jobIdOf(job.clientKey)))
    return items.every((item) => {
      if (['completed', 'failed', 'cancelled'].includes(item.status)) return true
      return item.error?.code === 'submit_unknown' && !made.has(item.jobId)
    })
  }

  const check = async (items: readonly ListItem[]): Promise<void> => {
    const ids = new Set(items.map((item) => item.jobId))
    expect(
      [...acknowledged].filter((id) => !ids.has(id)),
      'acknowledged jobs that are gone',
    ).toEqual([])
    expectPaidOnce(provider, (jobId) => 1 + (allowed.get(jobId) ?? 0))
    const owned = new Set(items.map((item) => item.remoteId))
    // Whoever cancels a request that is on its way is told that it may still bill.
    const cancelled = new Set(items.filter((item) => item.status === 'cancelled').map((item) => item.jobId))
    const orphans = provider
      .createsAccepted()
      .filter((job) => !owned.has(job.id) && !cancelled.has(jobIdOf(job.clientKey)))
    expect(orphans.length, 'paid videos that no job owns').toBeLessThanOrEqual(
      [...allowed.values()].reduce((sum, count) => sum + count, 0),
    )
    const completed = items.filter((item) => item.status === 'completed')
    const takes = (await namesIn(videosDir)).filter((name) => name.endsWith('.mp4'))
    expect(takes, 'one file for each finished take').toHaveLength(completed.length)
    const kept = takes.map((name) => sha256(readFileSync(join(videosDir, name)))).sort()
    expect(kept).toEqual(completed.map((item) => sha256(provider.videoOf(item.remoteId ?? ''))).sort())
  }

  return {
    provider,
    dataDir,
    videosDir,
    acknowledged,
    launch,
    jobs,
    allowAnotherPayment: (jobId) => void allowed.set(jobId, (allowed.get(jobId) ?? 0) + 1),
    generate: async (server, body = {}) => {
      const answer = await server.post('/api/generate', { prompt: 'a fox in the snow', seconds: 4, ...body })
      if (answer === null) return []
      expect(answer.status, answer.text).toBe(202)
      const { jobId, jobIds } = answer.json() as { jobId: string; jobIds?: string[] }
      const ids = jobIds ?? [jobId]
      for (const id of ids) acknowledged.add(id)
      return ids
    },
    recover: async () => {
      const server = launch()
      await server.ready
      let items: ListItem[] = []
      await eventually(async () => {
        items = await jobs(server)
        return isSettled(items)
      }, 'everything is settled after the restart').catch((error: unknown) => {
        throw new Error(`${String(error)}\n${JSON.stringify(items, null, 1)}`)
      })
      await eventually(async () => isTidy(await namesIn(videosDir)), 'each take has its sidecar', TIDY_WITHIN_MS).catch(
        async () => expect(await namesIn(videosDir), 'a part is left or a sidecar is missing').toEqual([]),
      )
      const whole = await Promise.all(items.filter((item) => item.ready).map((item) => isServedWhole(server, item)))
      expect(whole.every(Boolean), 'every finished take is served').toBe(true)
      const { code, err } = await server.stop()
      expect(code, err).toBe(0)
      expect(err).not.toMatch(/"level":50/)
      await check(items)
      return items
    },
    [Symbol.asyncDispose]: async () => {
      await provider.stop()
      await folder[Symbol.asyncDispose]()
    },
  }

  async function isServedWhole(server: BuiltServer, item: ListItem): Promise<boolean> {
    const answer = await server.call(`/api/videos/job/${item.jobId}`, { method: 'HEAD' })
    const bytes = provider.videoOf(item.remoteId ?? '')
    return answer?.status === 200 && Number(answer.headers['content-length']) === bytes.byteLength
  }
}

const jobIdOf = (clientKey: string | null): string => (clientKey ?? '').split('.')[0] ?? ''

const namesIn = async (folder: string): Promise<string[]> => (existsSync(folder) ? await readdir(folder) : [])
