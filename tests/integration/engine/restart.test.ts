import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../electron/core/db/openDatabase.ts'
import type { Host } from '../../../electron/core/host.ts'
import { fillLibrary } from '../../bench/libraryFixture.ts'
import { openQuietHost } from '../../bench/quietHost.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fakeClock.ts'

const IN_FLIGHT = "('submitting', 'generating', 'downloading')"
const SHAPE = { rows: 5000, generating: 600, downloading: 200, submitting: 200, queued: 100 }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dailies-restart-'))
  fillLibrary(folder, SHAPE)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function readLibrary<T>(sql: string): T[] {
  const { db, close } = openStore(folder)
  const rows = db.prepare<[], T>(sql).all()
  close()
  return rows
}

/** Starts the engine on the filled library, lets simulated time pass, and stops it again. */
async function runFor(ms: number, onRequest: () => void = () => undefined): Promise<{ startedAt: number }> {
  const clock = createFakeClock(Date.now())
  const host = await openQuietHost(folder, { clock, concurrency: 1, onRequest })
  const startedAt = clock.now()
  await host.start()
  await clock.advance(ms)
  await stop(host, clock)
  return { startedAt }
}

async function stop(host: Host, clock: FakeClock): Promise<void> {
  const stopped = host.stop()
  await clock.advance(6000)
  await stopped
}

describe('a start with work in flight', () => {
  it('plans every job in flight for at once, whatever it was planned for, and gives it time before it times out', async () => {
    const { startedAt } = await runFor(0)
    const jobs = readLibrary<{ status: string; nextAt: number; deadline: number }>(
      `SELECT status, next_at AS nextAt, deadline FROM jobs WHERE status IN ${IN_FLIGHT}`,
    )
    expect(jobs).toHaveLength(SHAPE.generating + SHAPE.downloading + SHAPE.submitting)
    for (const job of jobs) {
      expect(job.nextAt).toBeLessThanOrEqual(startedAt + 1000)
      expect(job.deadline).toBeGreaterThanOrEqual(startedAt + 600_000)
    }
  })

  it('looks for every request that was on its way, and sends none of them again', async () => {
    await runFor(0)
    const jobs = readLibrary<{ error: string | null; outcome: string; count: number }>(
      `SELECT j.error_code AS error, s.outcome, count(*) AS count FROM jobs j JOIN submissions s ON s.job_seq = j.seq
       WHERE j.status = 'submitting' GROUP BY 1, 2`,
    )
    expect(jobs).toEqual([{ error: 'submit_unknown', outcome: 'unknown', count: SHAPE.submitting }])
  })

  it('asks the provider within five seconds', async () => {
    let requests = 0
    await runFor(5000, () => (requests += 1))
    expect(requests).toBeGreaterThan(0)
  })
})
