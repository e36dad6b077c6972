import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { callPort, type Answer, type Call } from '../integration/serverFixture.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = join(ROOT, 'out', 'main', 'serve.js')
const READY = /^Dailies is ready at http:\/\/127\.0\.0\.1:(\d+)\//m
export const SERVER_TOKEN = 'crash-test-token'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
  err: string
}

/** The server as people run it: built, in a process of its own, on the Node that runs the tests. */
export interface BuiltServer {
  child: ChildProcess
  exit: Promise<Exit>
  /** Rejects when the process ends before it is ready. */
  ready: Promise<void>
  /** Null when the process died before it answered. */
  call(path: string, call?: Call): Promise<Answer | null>
  post(path: string, body: unknown): Promise<Answer | null>
  /** Asks it to stop, and waits. */
  stop(): Promise<Exit>
  /** What a power cut or the kernel's memory killer does. */
  kill(): Promise<Exit>
}

const running = new Set<ChildProcess>()

/** For `afterEach`: whatever a failed test left running. */
export const killLeftovers = (): void => {
  for (const child of running) child.kill('SIGKILL')
}

export const requireBuild = (): void => {
  if (!existsSync(SERVER)) throw new Error('Nothing is built: run "npm run build" first.')
}

export const launchServer = (args: readonly string[], env: Record<string, string> = {}): BuiltServer => {
  const child = spawn(process.execPath, [SERVER, '--port', '0', '--token', SERVER_TOKEN, ...args], {
    cwd: ROOT,
    env: { ...withoutOurs(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const exit = once(child, 'close').then(([code, signal]: unknown[]): Exit => {
    running.delete(child)
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, err }
  })
  const port = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const match = READY.exec(out)
      if (match !== null) resolve(Number(match[1]))
    })
    void exit.then(({ code, signal }) =>
      reject(new Error(`It ended with ${code ?? signal} before it was ready.\n${err}`)),
    )
  })
  const ready = port.then(() => undefined)
  // A server that is meant to die may never be waited for.
  ready.catch(() => undefined)
  const call = async (path: string, options: Call = {}): Promise<Answer | null> => {
    const to = await port.catch(() => null)
    return to === null ? null : await callPort(to, path, { token: SERVER_TOKEN, ...options }).catch(() => null)
  }
  const endWith = (signal: NodeJS.Signals): Promise<Exit> => {
    child.kill(signal)
    return exit
  }
  return {
    child,
    exit,
    ready,
    call,
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    stop: () => endWith('SIGTERM'),
    kill: () => endWith('SIGKILL'),
  }
}

/** Nothing that is set where the tests run may reach the server. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('DAILIES_')))
