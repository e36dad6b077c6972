import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '../../electron/core/db/openDatabase.ts'
import { createFakeClock } from '../fakes/fakeClock.ts'
import { median } from './measure.ts'
import { openQuietHost } from './quietHost.ts'
import { inMegabytes, inMs, type Row } from './report.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = join(ROOT, 'out', 'main', 'serve.js')
const RUNS = 5
const IDLE_MS = 5000
/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100

/** The built server as a process: how soon it is ready, and what it costs while nothing is to be done. */
export async function benchStart(folder: string, libraryOf100k: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true })
  const library = join(folder, 'library')
  await cp(libraryOf100k, library, { recursive: true })
  putToRest(library)
  const fresh = await measureStarts(() => mkdtemp(join(folder, 'fresh-')))
  const full = await measureStarts(() => Promise.resolve(library))
  const idle = await measureIdle(library)
  const row = (what: string, measured: string, goal: string, isMet: boolean | null): Row => ({
    area: 'Start',
    what,
    measured,
    baseline: '',
    ratio: null,
    goal,
    isMet,
  })
  const timers = await idleTimers(join(folder, 'timers'))
  return [
    row('process to ready line, empty library', inMs(fresh.readyMs), '', null),
    row('process to ready line, 100k rows', inMs(full.readyMs), '<= 1 s', full.readyMs <= 1000),
    row('process to first page of 50, 100k rows', inMs(full.usableMs), '<= 1 s', full.usableMs <= 1000),
    row('memory at rest, 100k rows', inMegabytes(idle.rssBytes), '<= 300 MB', idle.rssBytes <= 300_000_000),
    row('processor at rest, 5 s', `${idle.cpuPercent.toFixed(2)} %`, '< 1 %', idle.cpuPercent < 1),
    row('context switches at rest', `${idle.switchesPerSecond.toFixed(1)}/s`, '', null),
    row('timers armed when nothing is active', String(timers), '0', timers === 0),
  ]
}

interface Server {
  child: ChildProcess
  readyMs: number
  url: string
  token: string
}

async function startServer(dataDir: string): Promise<Server> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [SERVER, '--data-dir', dataDir, '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    const [, url = '', token = ''] = /(http:\/\/\S+?)\/#token=(\S+)/.exec(output) ?? []
    if (url !== '') return { child, url, token: decodeURIComponent(token), readyMs: performance.now() - startedAt }
  }
  throw new Error(`The server ended before it was ready. It said: ${output}`)
}

async function stopServer({ child }: Server): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function measureStarts(folderOf: () => Promise<string>): Promise<{ readyMs: number; usableMs: number }> {
  const readyMs: number[] = []
  const usableMs: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const dataDir = await folderOf()
    const startedAt = performance.now()
    const server = await startServer(dataDir)
    const page = await fetch(`${server.url}/api/videos?limit=50`, {
      headers: { authorization: `Bearer ${server.token}` },
    })
    await page.text()
    if (!page.ok) throw new Error(`The first page was answered with ${page.status}.`)
    usableMs.push(performance.now() - startedAt)
    readyMs.push(server.readyMs)
    await stopServer(server)
  }
  return { readyMs: median(readyMs), usableMs: median(usableMs) }
}

async function measureIdle(dataDir: string) {
  const server = await startServer(dataDir)
  const pid = server.child.pid ?? 0
  await wait(2000)
  const before = await readProcess(pid)
  await wait(IDLE_MS)
  const after = await readProcess(pid)
  await stopServer(server)
  const seconds = IDLE_MS / 1000
  return {
    rssBytes: after.rssBytes,
    cpuPercent: ((after.ticks - before.ticks) / TICKS_PER_SECOND / seconds) * 100,
    switchesPerSecond: (after.switches - before.switches) / seconds,
  }
}

async function readProcess(pid: number): Promise<{ ticks: number; switches: number; rssBytes: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
  return {
    ticks: Number(fields[11]) + Number(fields[12]),
    switches: field('voluntary_ctxt_switches') + field('nonvoluntary_ctxt_switches'),
    rssBytes: field('VmRSS') * 1024,
  }
}

/** A library in which nothing is left to do. */
export function putToRest(folder: string): void {
  const { db, close } = openStore(folder)
  db.exec(`
    UPDATE jobs SET status = 'failed', next_at = NULL, error_code = 'provider', error_message = '', error_retryable = 0,
      error_charged = 'no', error_refused_by = 'provider'
      WHERE status IN ('queued', 'submitting', 'generating', 'downloading', 'needs_attention');
  `)
  close()
}

/** How many timers the host keeps when there is nothing to do: each would wake the machine. */
async function idleTimers(folder: string): Promise<number> {
  const clock = createFakeClock()
  const host = await openQuietHost(folder, { clock })
  await host.start()
  await clock.advance(120_000)
  const armed = clock.pendingTimers()
  const stopped = host.stop()
  await clock.advance(6000)
  await stopped
  await rm(folder, { recursive: true })
  return armed
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
