import { openStore } from '../../electron/core/db/openDatabase.ts'
import { median } from './measure.ts'
import { openQuietHost } from './quietHost.ts'

export interface RestartFigures {
  inFlight: number
  rows: number
  /** `createHost` and `start`, until every job in flight has its turn again. */
  medianMs: number
  slowestMs: number
  firstRequestMs: number
  rssBytes: number
}

const ROUNDS = 5

/** Starts the engine over and over on the same library, each time as if it had just been killed. */
async function measureRestarts(folder: string): Promise<RestartFigures> {
  const tookMs: number[] = []
  const firstRequestsMs: number[] = []
  let facts = { rows: 0, inFlight: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    facts = asKilled(folder)
    const startedAt = performance.now()
    let firstRequestAt: number | null = null
    const asked = Promise.withResolvers<void>()
    const host = await openQuietHost(folder, {
      concurrency: 1,
      onRequest: () => {
        firstRequestAt ??= performance.now()
        asked.resolve()
      },
    })
    await host.start()
    tookMs.push(performance.now() - startedAt)
    await asked.promise
    firstRequestsMs.push((firstRequestAt ?? Number.NaN) - startedAt)
    await host.stop()
    expectRescheduled(folder, facts.inFlight)
  }
  return {
    ...facts,
    medianMs: median(tookMs),
    slowestMs: Math.max(...tookMs),
    firstRequestMs: median(firstRequestsMs),
    rssBytes: process.memoryUsage().rss,
  }
}

/** Puts everything in flight back to where a killed process leaves it: planned for later, answers missing. */
function asKilled(folder: string): { rows: number; inFlight: number } {
  const { db, close } = openStore(folder)
  db.exec(`
    UPDATE submissions SET outcome = 'sending' WHERE job_seq IN (SELECT seq FROM jobs WHERE status = 'submitting');
    UPDATE jobs SET error_code = NULL, ask_at = NULL WHERE status = 'submitting';
    UPDATE jobs SET next_at = (unixepoch() + 20) * 1000, deadline = (unixepoch() + 60) * 1000
      WHERE status IN ('submitting', 'generating', 'downloading');
  `)
  const count = (where: string): number =>
    db.prepare<[], number>(`SELECT count(*) FROM jobs ${where}`).pluck().get() ?? 0
  const facts = { rows: count(''), inFlight: count('WHERE next_at IS NOT NULL') }
  close()
  return facts
}

/** The measurement only counts if the work was really done. */
function expectRescheduled(folder: string, inFlight: number): void {
  const { db, close } = openStore(folder)
  const due = db
    .prepare<[number], number>('SELECT count(*) FROM jobs WHERE next_at IS NOT NULL AND next_at <= ?')
    .pluck()
    .get(Date.now())
  close()
  if (due !== inFlight) throw new Error(`${inFlight} jobs were in flight, but ${due} are due after the start`)
}

const folder = process.argv[2]
if (folder !== undefined) {
  const figures = await measureRestarts(folder)
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else process.send(figures)
}
