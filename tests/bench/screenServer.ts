import { join } from 'node:path'
import type { HostEvent } from '../../shared/ipc/contract.ts'
import type { Job } from '../../shared/jobs/job.ts'
import { renderPoster } from '../../electron/demo/takes/renderStill.ts'
import type { Host } from '../../electron/core/host.ts'
import { systemClock } from '../../electron/core/systemClock.ts'
import { listen } from '../../electron/server/httpServer.ts'
import { openQuietHost, silentLogger } from './quietHost.ts'

/**
 * The server door on a filled library, with a storm of progress: told "storm" by its parent, every running job
 * reports ten times a second. The snapshots enter where the engine hands its own to the door.
 */

const EVENTS_PER_SECOND = 10_000
const TICK_MS = 10
const POSTERS = 12

const [folder = ''] = process.argv.slice(2)
const host = await openQuietHost(folder, { rendererDir: join(import.meta.dirname, '..', '..', 'out', 'renderer') })
await host.dispatch('queue.pause', {})

const posters = Array.from({ length: POSTERS }, (_, number) => drawPoster(number))
const listeners = new Set<(event: HostEvent) => void>()
const shown: Host = {
  ...host,
  onEvent: (listener) => {
    listeners.add(listener)
    const stop = host.onEvent(listener)
    return () => {
      listeners.delete(listener)
      stop()
    }
  },
  fetch: async (request) => {
    const poster = /\/media\/(\S+)\/poster$/.exec(new URL(request.url).pathname)
    if (poster === null) return await host.fetch(request)
    const number = Number.parseInt(poster[1]?.slice(-4) ?? '0', 16) % POSTERS
    return new Response(posters[number], { headers: { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' } })
  },
}
const outcome = await listen({
  host: shown,
  token: 'bench',
  version: 'bench',
  clock: systemClock,
  logger: silentLogger,
  port: 0,
})
if (!outcome.ok) throw new Error('No free port.')
await host.start()

const running = await runningJobs()
let storm: NodeJS.Timeout | null = null
process.on('message', (message) => {
  if (message === 'storm') startStorm()
  else void end()
})
process.send?.({ port: outcome.server.port, running: running.length })

function drawPoster(number: number): Uint8Array<ArrayBuffer> {
  const drawing = renderPoster({
    scene: { family: `scene ${number}`, style: `style ${number}`, layout: `layout ${number}` },
    size: { width: 1280, height: 720 },
    seconds: 4,
    createdAt: 0,
  })
  for (;;) {
    const step = drawing.next()
    if (step.done === true) return new Uint8Array(step.value)
  }
}

async function runningJobs(): Promise<Job[]> {
  const jobs: Job[] = []
  let cursor: string | null = null
  do {
    const answer = await host.dispatch('jobs.list', {
      status: ['generating'],
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    })
    if (!answer.ok) throw new Error(answer.error.message)
    const page = answer.data as { items: Job[]; nextCursor: string | null }
    jobs.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return jobs
}

function startStorm(): void {
  let count = 0
  let due = performance.now()
  storm = setInterval(() => {
    const now = performance.now()
    for (; due <= now; due += TICK_MS) {
      for (let sent = 0; sent < (EVENTS_PER_SECOND * TICK_MS) / 1000; sent += 1) {
        const index = count % running.length
        const job = running[index]
        if (job === undefined) return
        count += 1
        const next = { ...job, revision: job.revision + 1, progress: (job.progress + 1) % 100, updatedAt: Date.now() }
        running[index] = next
        for (const listener of listeners) listener({ type: 'jobs.changed', data: { jobs: [next] } })
      }
    }
  }, TICK_MS)
}

async function end(): Promise<void> {
  if (storm !== null) clearInterval(storm)
  if (outcome.ok) await outcome.server.close()
  await host.stop()
  process.disconnect()
}
