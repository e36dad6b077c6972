import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../electron/core/systemClock.ts'
import { killLeftovers, requireBuild } from '../harness/builtServer.ts'
import { openCrashSite, type CrashSite } from '../harness/crashSite.ts'
import { eventually } from '../harness/eventually.ts'
import type { FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { SEEDS } from '../harness/seeds.ts'
import { createRandom } from '../simulation/random.ts'

beforeAll(requireBuild)
afterAll(killLeftovers)

const hasSeen = (site: CrashSite, route: string): boolean =>
  site.provider.requests.some((request) => request.route === route)
const hasAccepted = (site: CrashSite): boolean => site.provider.createsAccepted().length > 0
const hasPart = async (site: CrashSite): Promise<boolean> =>
  (await readdir(site.videosDir).catch(() => [])).some((name) => name.endsWith('.part'))

interface Moment {
  moment: string
  plan: (provider: FakeProvider) => void
  isReached: (site: CrashSite) => boolean | Promise<boolean>
  /** How the one job ends, and how often it was made. */
  end: [status: 'completed' | 'submitting', made: number]
}

const MOMENTS: Moment[] = [
  {
    moment: 'a paid request was received and is not answered',
    plan: (provider) => provider.fault('create', 'timeout_before_creating'),
    isReached: (site) => hasSeen(site, 'create'),
    end: ['submitting', 0],
  },
  {
    moment: 'a paid request was accepted and is not answered',
    plan: (provider) => provider.fault('create', 'timeout_after_creating'),
    isReached: hasAccepted,
    end: ['completed', 1],
  },
  {
    moment: 'half of the answer to a paid request was sent',
    plan: (provider) => provider.fault('create', 'stalls_in_json_after_creating'),
    isReached: hasAccepted,
    end: ['completed', 1],
  },
  {
    moment: 'a look is not answered',
    plan: (provider) => provider.fault('poll', 'timeout_before_creating'),
    isReached: (site) => hasSeen(site, 'poll'),
    end: ['completed', 1],
  },
  {
    moment: 'half of the answer to a look was sent',
    plan: (provider) => provider.fault('poll', 'stalls_in_json_after_creating'),
    isReached: (site) => hasSeen(site, 'poll'),
    end: ['completed', 1],
  },
  {
    moment: 'half of the list was sent, in search of a lost answer',
    plan: (provider) => {
      provider.fault('create', 'reset_after_creating')
      provider.fault('list', 'stalls_in_json_after_creating')
    },
    isReached: (site) => hasSeen(site, 'list'),
    end: ['completed', 1],
  },
  {
    moment: 'the content was asked for and is not answered',
    plan: (provider) => provider.fault('content', 'never_answers'),
    isReached: (site) => hasSeen(site, 'content'),
    end: ['completed', 1],
  },
  {
    moment: 'half of the content was sent',
    plan: (provider) => provider.fault('content', 'stall'),
    isReached: hasPart,
    end: ['completed', 1],
  },
]

const cases = SEEDS.flatMap((seed) => MOMENTS.map((moment) => ({ ...moment, seed })))

describe('a server that is killed from outside', () => {
  it.concurrent.each(cases)(
    'while $moment loses nothing and pays once (run $seed)',
    async ({ plan, isReached, end: [status, made] }) => {
      await using site = await openCrashSite()
      plan(site.provider)
      const server = site.launch()
      await site.generate(server)
      await eventually(() => isReached(site), 'the moment has come')
      expect((await server.kill()).signal).toBe('SIGKILL')
      site.provider.clearFaults()
      const [job] = await site.recover()
      expect(job?.status).toBe(status)
      if (status === 'submitting') expect(job?.error?.code).toBe('submit_unknown')
      expect(site.provider.createsAccepted()).toHaveLength(made)
    },
  )

  it.concurrent.each(SEEDS)('again and again, at any moment, loses nothing and pays once (seed %d)', async (seed) => {
    const random = createRandom(seed)
    await using site = await openCrashSite(100 + Math.round(random() * 400))
    for (let life = 0; life < 6; life += 1) {
      const server = site.launch()
      const killing = server.ready.then(async () => {
        await site.generate(server, { prompt: `life ${life}`, count: 1 + Math.round(random() * 3) })
        await new Promise<void>((resolve) => void systemClock.after(random() * 400, resolve))
        await server.kill()
      })
      await killing
    }
    const jobs = await site.recover()
    expect(jobs.length).toBeGreaterThanOrEqual(6)
  })
})
