import { describe, expect, it } from 'vitest'
import { eventually } from '../../harness/eventually.ts'
import { UNRESOLVABLE_URL, withBrokenTls } from '../../harness/fakeProvider/unreachable.ts'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'

/** Certainly not one byte was sent: the job stays queued, says why, and nobody has to decide anything. */
async function expectQueued(live: LiveEngine, id: string, why: RegExp): Promise<void> {
  await live.until(id, (job) => job.status === 'queued' && job.waitingFor !== null)
  await live.pass(120_000)
  const statuses = new Set(live.jobs.history(id).map((job) => job.status))
  expect([...statuses].sort()).toEqual(['queued', 'submitting'])
  const last = live.jobs.history(id).findLast((job) => job.waitingFor !== null)
  expect(last?.waitingFor).toMatch(why)
  expect(last?.error).toBeNull()
  expect(live.provider.createsAccepted()).toEqual([])
}

describe('a provider that cannot be reached', () => {
  it.each([
    ['its name does not resolve', () => UNRESOLVABLE_URL.replace('http:', 'https:'), /could not be looked up/],
    [
      'its TLS handshake fails',
      ({ baseUrl }: { baseUrl: string }) => withBrokenTls(baseUrl),
      /No secure connection|TLS|connection/,
    ],
  ])('keeps the job queued while %s', async (_why, baseUrl, words) => {
    await using live = await openLiveEngine({ baseUrl })
    const { id } = await live.create()
    await expectQueued(live, id, words)
    await live.finish()
  })

  it('gets the job once it is back, and gets it once', async () => {
    await using live = await openLiveEngine({ generationMs: 1000 })
    await live.provider.goDown()
    const { id } = await live.create()
    await expectQueued(live, id, /refused the connection/)
    await live.provider.restart()
    await live.until(id, 'completed')
    expect(live.provider.createsAccepted()).toHaveLength(1)
    await live.finish()
  })

  it('loses nothing while it goes up and down under a full queue', async () => {
    await using live = await openLiveEngine({ generationMs: 4000, concurrency: 6 })
    const { jobs } = await live.request('jobs.create', { prompt: 'a fox', count: 12 })
    for (let outage = 0; outage < 4; outage += 1) {
      await live.pass(3000)
      await live.provider.goDown()
      await live.pass(2000)
      await live.provider.restart()
    }
    const ends = async () => (await live.request('jobs.list', {})).items
    await eventually(async () => {
      const items = await ends()
      const completed = items.filter((job) => job.status === 'completed').length
      const asked = items.filter((job) => job.status === 'needs_attention').length
      return completed === live.provider.createsAccepted().length && completed + asked === jobs.length
    }, 'every video that was made is here, and every other job is asked about')
    expect((await ends()).filter((job) => job.error !== null && job.error.code !== 'submit_unknown')).toEqual([])
    await live.finish()
  })
})
