import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FAILPOINTS, type FailpointName } from '../../electron/core/ports.ts'
import { systemClock } from '../../electron/core/systemClock.ts'
import { killLeftovers, requireBuild, type BuiltServer } from '../harness/builtServer.ts'
import { openCrashSite, type CrashSite } from '../harness/crashSite.ts'
import { eventually } from '../harness/eventually.ts'
import { SEEDS } from '../harness/seeds.ts'

/** How many jobs one run queues: enough for the list to be swept, and for a crash to meet several at once. */
const COUNT = 5
const REACHED_WITHIN_MS = 20_000

/** Brings a server that runs with the failpoint to the place; gets the site before anything ran on it. */
interface Scenario {
  /** What happens on the folder before the server that will die is started. */
  before?: (site: CrashSite) => Promise<void>
  drive: (site: CrashSite, server: BuiltServer) => Promise<void>
  /** How often one run passes the place at least, for the soak. */
  passes: number
}

const generate = async (site: CrashSite, server: BuiltServer): Promise<void> => {
  await site.generate(server, { count: COUNT })
}

const plain: Scenario = { drive: generate, passes: COUNT }
const once: Scenario = { ...plain, passes: 1 }

/** Few enough to be looked at one by one. */
const few: Scenario = { drive: async (site, server) => void (await site.generate(server, { count: 3 })), passes: 3 }

const refused: Scenario = {
  passes: COUNT,
  drive: async (site, server) => {
    site.provider.fault('create', 'moderation_400', COUNT)
    await generate(site, server)
  },
}

const lost: Scenario = {
  passes: 2,
  drive: async (site, server) => {
    site.provider.fault('create', 'reset_after_creating', 2)
    await generate(site, server)
  },
}

const cancelled: Scenario = {
  passes: 3,
  drive: async (site, server) => {
    const ids = await site.generate(server, { count: COUNT })
    for (const id of ids) await server.post(`/api/videos/${id}/cancel`, {})
  },
}

const retried: Scenario = {
  passes: 3,
  drive: async (site, server) => {
    site.provider.fault('create', 'moderation_400', COUNT)
    const ids = await site.generate(server, { count: COUNT })
    await eventually(async () => (await site.jobs(server)).every((job) => job.status === 'failed'), 'all are refused')
    for (const id of ids) await server.post(`/api/videos/${id}/retry`, {})
  },
}

/** The process before was killed with work in flight; this one dies while it takes that up. */
const recovering: Scenario = {
  passes: 1,
  before: async (site) => {
    const server = site.launch()
    await site.generate(server, { count: COUNT })
    await eventually(() => site.provider.createsAccepted().length > 0, 'something is in flight')
    await server.kill()
  },
  drive: async () => undefined,
}

const stopping: Scenario = {
  passes: 1,
  drive: async (site, server) => {
    await generate(site, server)
    server.child.kill('SIGTERM')
  },
}

const SCENARIOS: Record<FailpointName, Scenario> = {
  'create.before_commit': once,
  'create.after_commit': once,
  'intent.before_commit': plain,
  'intent.after_commit': plain,
  'submit.before_send': plain,
  'submit.answered': plain,
  'accept.before_commit': plain,
  'accept.after_commit': plain,
  'refuse.before_commit': refused,
  'refuse.after_commit': refused,
  'poll.before_send': few,
  'poll.answered': few,
  'poll.before_commit': few,
  'poll.after_commit': few,
  'list.after_page': once,
  'list.after_commit': once,
  'reconcile.before_claim': lost,
  'reconcile.after_claim': lost,
  'download.before_open': plain,
  'download.first_chunk': plain,
  'download.middle_chunk': plain,
  'download.last_chunk': plain,
  'download.before_check': plain,
  'download.before_fsync': plain,
  'download.after_fsync': plain,
  'download.before_rename': plain,
  'download.after_rename': plain,
  'download.after_folder_fsync': plain,
  'complete.before_commit': plain,
  'complete.after_commit': plain,
  'notify.before': { ...plain, passes: 3 * COUNT },
  'notify.after': { ...plain, passes: 3 * COUNT },
  'cancel.before_commit': cancelled,
  'cancel.after_commit': cancelled,
  'retry.before_commit': retried,
  'retry.after_commit': retried,
  'recover.before_commit': recovering,
  'recover.after_commit': recovering,
  'stop.before_close': stopping,
}

const cases = SEEDS.flatMap((seed) =>
  FAILPOINTS.map((name) => ({ name, hit: 1 + ((seed - 1) % SCENARIOS[name].passes), seed })),
)

const isOverdue = (): Promise<'still alive'> =>
  new Promise((resolve) => void systemClock.after(REACHED_WITHIN_MS, () => resolve('still alive')))

beforeAll(requireBuild)
afterAll(killLeftovers)

describe('a server that is killed', () => {
  it.concurrent.each(cases)('at $name (hit $hit, run $seed) loses nothing and pays once', async ({ name, hit }) => {
    await using site = await openCrashSite()
    const { before, drive } = SCENARIOS[name]
    await before?.(site)
    const server = site.launch({ DAILIES_FAILPOINT: `${name}:${hit}` })
    const driving = drive(site, server)
    const death = await Promise.race([server.exit, isOverdue()])
    await driving.catch(() => undefined)
    expect(death, `${name} was not reached`).toMatchObject({ signal: 'SIGKILL' })
    site.provider.clearFaults()
    await site.recover()
  })
})
