import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { IpcResult } from '../../../shared/ipc/ipcError.ts'

const OUT = process.env['DAILIES_OUT'] ?? resolve(import.meta.dirname, '../../../out')
const SERVER = join(OUT, 'main', 'serve.js')
const READY = /^Dailies is ready at (http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+))$/m
const READY_WITHIN_MS = 30_000

export interface ServerOptions {
  /** More command-line options. */
  args?: readonly string[]
  /** How many times faster than usual the demo provider works. */
  demoSpeed?: number
}

/** The built server on a data folder of its own. */
export interface DailiesServer {
  /** The link that the server printed, with the token. */
  link(): string
  /** The address without the token. */
  origin(): string
  /** Calls the API with the token. */
  api(path: string): Promise<unknown>
  /** Asks a route of the contract, as a screen does. */
  rpc<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Ends it gracefully; answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port; later options win. */
  start(more?: readonly string[]): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

interface Running {
  child: ChildProcess
  link: string
  port: number
  token: string
}

const launch = async (args: readonly string[]): Promise<Running> => {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run "npm run build" first.`)
  // A setting of whoever runs the tests must not reach the server under test.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DAILIES_')))
  const child = spawn(process.execPath, [SERVER, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  return await new Promise<Running>((ready, fail) => {
    const timeout = setTimeout(() => {
      child.kill('SIGKILL')
      fail(new Error(`The server was not ready in time.\n${log}`))
    }, READY_WITHIN_MS)
    child.once('exit', (code) => {
      clearTimeout(timeout)
      fail(new Error(`The server ended with ${code}.\n${log}`))
    })
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const [, link, port, token] = READY.exec(output) ?? []
      if (link === undefined || port === undefined || token === undefined) return
      clearTimeout(timeout)
      ready({ child, link, port: Number(port), token: decodeURIComponent(token) })
    })
  })
}

const end = async (running: Running, signal: NodeJS.Signals): Promise<number | null> => {
  const { child } = running
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
  return child.exitCode
}

export const startServer = async ({ args = [], demoSpeed = 20 }: ServerOptions = {}): Promise<DailiesServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'dailies-e2e-'))
  const options = ['--data-dir', folder, '--demo-speed', String(demoSpeed), '--poll-min-ms', '100', ...args]
  let running = await launch([...options, '--port', '0'])
  const origin = (): string => `http://127.0.0.1:${running.port}`
  return {
    link: () => running.link,
    origin,
    api: async (path) => {
      const response = await fetch(origin() + path, { headers: { authorization: `Bearer ${running.token}` } })
      const answer: unknown = await response.json()
      return answer
    },
    rpc: async (route, input) => {
      const response = await fetch(`${origin()}/api/rpc/${route}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      const answer = (await response.json()) as IpcResult<RouteOutput<typeof route>>
      if (!answer.ok) throw new Error(`${route}: ${answer.error.message}`)
      return answer.data
    },
    stop: () => end(running, 'SIGTERM'),
    kill: async () => void (await end(running, 'SIGKILL')),
    start: async (more = []) => {
      running = await launch([...options, '--port', String(running.port), ...more])
    },
    remove: async () => {
      await end(running, 'SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
