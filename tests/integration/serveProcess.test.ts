import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { jobStatusAnswerSchema, listAnswerSchema, pollingStatsAnswerSchema } from '../../electron/server/answers.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'
import { callPort, expectRefusal, type Call } from './serverFixture.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = join(ROOT, 'out', 'main', 'serve.js')
const READY = /^Dailies is ready at http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)\n$/

interface Finished {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

interface Running {
  child: ChildProcess
  port: number
  token: string
  finished: Promise<Finished>
}

const started = new Set<ChildProcess>()
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started.clear()
})

beforeAll(() => {
  if (!existsSync(SERVER)) throw new Error('Nothing is built: run "npm run build" first.')
})

/** Nothing that is set where the tests run may reach the server. */
const cleanEnv = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DAILIES_'))),
  ...env,
})

const launch = (args: string[], env: Record<string, string> = {}, command = [process.execPath, SERVER]) => {
  const [program = '', ...before] = command
  const child = spawn(program, [...before, ...args], {
    cwd: ROOT,
    env: cleanEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const finished = once(child, 'close').then(([code, signal]: unknown[]): Finished => {
    started.delete(child)
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, out, err }
  })
  return { child, finished, output: () => out }
}

const run = async (args: string[], env: Record<string, string> = {}): Promise<Finished> =>
  await launch(args, env).finished

const start = async (args: string[], env: Record<string, string> = {}, command?: string[]): Promise<Running> => {
  const { child, finished, output } = launch(args, env, command)
  const early = finished.then(({ code, err }) => Promise.reject(new Error(`It ended with ${code}.\n${err}`)))
  early.catch(() => {})
  const ready = new Promise<RegExpExecArray>((resolve) => {
    child.stdout.on('data', () => {
      const match = READY.exec(output())
      if (match !== null) resolve(match)
    })
  })
  const [, port = '', token = ''] = await Promise.race([ready, early])
  return { child, port: Number(port), token: decodeURIComponent(token), finished }
}

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the command line', () => {
  it('explains itself', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/--data-dir <dir>/)
  })

  it.each([['--nonsense'], ['--port=99999'], ['--provider-key=k'], ['stray']])(
    'ends with 2 and one line for %s',
    async (arg) => {
      const { code, out, err } = await run([arg])
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err.trim().split('\n')).toHaveLength(1)
    },
  )

  it('ends with 2 for a failpoint that nobody knows', async () => {
    expect((await run([], { DAILIES_FAILPOINT: 'nowhere' })).code).toBe(2)
  })
})

describe('a running server', () => {
  it('prints one line when it is ready, and stops with 0 on SIGTERM within 5 s', async () => {
    await using folder = await makeTempFolder()
    const server = await start(['--data-dir', folder.path, '--port', '0', '--token', 'abc'])
    expect(server.token).toBe('abc')
    const health = await callPort(server.port, '/api/health', { token: null })
    expect(health.json()).toMatchObject({ status: 'ok' })
    const askedAt = performance.now()
    server.child.kill('SIGTERM')
    const { code, out } = await server.finished
    expect(code).toBe(0)
    expect(performance.now() - askedAt).toBeLessThan(5000)
    expect(out).toMatch(READY)
    await expect(callPort(server.port, '/api/health')).rejects.toThrow(/ECONNREFUSED/)
  })

  it('makes a token, keeps it for its owner only, and uses it again', async () => {
    await using folder = await makeTempFolder()
    const first = await start([], { DAILIES_DATA_DIR: folder.path, DAILIES_PORT: '0' })
    const kept = join(folder.path, 'server-token')
    expect((await stat(kept)).mode & 0o777).toBe(0o600)
    expect((await readFile(kept, 'utf8')).trim()).toBe(first.token)
    expectRefusal(await callPort(first.port, '/api/videos', { token: null }), 401, 'unauthorized')
    expect((await callPort(first.port, '/api/videos', { token: first.token })).status).toBe(200)
    first.child.kill('SIGINT')
    expect((await first.finished).code).toBe(0)
    const second = await start(['--data-dir', folder.path, '--port', '0'])
    expect(second.token).toBe(first.token)
  })

  it('keeps an acknowledged job when it is killed at once', async () => {
    await using folder = await makeTempFolder()
    const args = ['--data-dir', folder.path, '--port', '0', '--token', 'abc']
    const first = await start(args)
    const body = JSON.stringify({ prompt: 'A lighthouse at dusk', seconds: 4 })
    const answer = await callPort(first.port, '/api/generate', { token: 'abc', method: 'POST', body })
    first.child.kill('SIGKILL')
    expect(answer.status).toBe(202)
    const { jobId } = answer.json() as { jobId: string }
    await first.finished
    const second = await start(args)
    const status = await callPort(second.port, `/api/videos/status/${jobId}`, { token: 'abc' })
    expect(status.json()).toMatchObject({ jobId })
  })

  it('crashes where a crash test wants it', async () => {
    await using folder = await makeTempFolder()
    const env = { DAILIES_FAILPOINT: 'create.before_commit:2' }
    const server = await start(['--data-dir', folder.path, '--port', '0', '--token', 'abc'], env)
    const generate = () =>
      callPort(server.port, '/api/generate', { token: 'abc', method: 'POST', body: '{"prompt":"x"}' })
    expect((await generate()).status).toBe(202)
    await expect(generate()).rejects.toThrow(/ECONNRESET|hang up/)
    expect((await server.finished).signal).toBe('SIGKILL')
  })

  it('does not share its data folder, and says which one', async () => {
    await using folder = await makeTempFolder()
    const first = await start(['--data-dir', folder.path, '--port', '0'])
    const { code, err, out } = await run(['--data-dir', folder.path, '--port', '0'])
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain(folder.path)
    expect(err).toContain('--data-dir')
    expect((await callPort(first.port, '/api/health')).status).toBe(200)
  })

  it('says so when the data folder can not be made', async () => {
    await using folder = await makeTempFolder()
    await writeFile(join(folder.path, 'file'), '')
    const { code, err } = await run(['--data-dir', join(folder.path, 'file', 'data')])
    expect(code).toBe(1)
    expect(err.trim()).toContain(join(folder.path, 'file', 'data'))
  })

  it('does not take another port than the one that was asked for', async () => {
    await using folder = await makeTempFolder()
    const occupant = createServer().listen(0, '127.0.0.1')
    await once(occupant, 'listening')
    const { port } = occupant.address() as { port: number }
    const { code, err } = await run(['--data-dir', folder.path, '--port', String(port)])
    occupant.close()
    expect(code).toBe(1)
    expect(err).toContain(`Port ${port} on 127.0.0.1 is taken`)
  })

  it('takes the next free port when nobody asked for one', async () => {
    await using one = await makeTempFolder()
    await using other = await makeTempFolder()
    const first = await start(['--data-dir', one.path])
    const second = await start(['--data-dir', other.path])
    expect(first.port).toBeGreaterThanOrEqual(4823)
    expect(second.port).toBeGreaterThan(first.port)
  })

  it('ends at once on a second signal, although a request is still in flight', async () => {
    await using folder = await makeTempFolder()
    const server = await start(['--data-dir', folder.path, '--port', '0', '--token', 'abc'])
    const stuck = connect({ host: '127.0.0.1', port: server.port })
    stuck.on('error', () => {})
    stuck.write(
      `POST /api/generate HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer abc\r\n` +
        'Content-Length: 20\r\nExpect: 100-continue\r\n\r\n',
    )
    expect(String(await once(stuck, 'data'))).toMatch(/^HTTP\/1\.1 100 /)
    server.child.kill('SIGTERM')
    server.child.kill('SIGINT')
    expect((await server.finished).code).toBe(1)
    stuck.destroy()
  })

  it('stops with 0 when the signal reaches npm, and leaves no process behind', async () => {
    await using folder = await makeTempFolder()
    const args = ['--data-dir', folder.path, '--port', '0', '--token', 'abc']
    const npm = await start(args, {}, ['npm', 'run', '--silent', 'serve', '--'])
    const lockHolder = await readFile(`/proc/${npm.child.pid}/task/${npm.child.pid}/children`, 'utf8').catch(() => '')
    npm.child.kill('SIGTERM')
    expect((await npm.finished).code).toBe(0)
    for (const pid of lockHolder.split(' ').filter(Boolean)) expect(isAlive(Number(pid))).toBe(false)
    await expect(callPort(npm.port, '/api/health')).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe('from a prompt to a file', () => {
  it('serves the finished take in whole and in part, with its poster', async () => {
    await using folder = await makeTempFolder()
    const args = ['--data-dir', folder.path, '--port', '0', '--token', 'abc']
    const server = await start([...args, '--demo-speed', '1000', '--poll-min-ms', '50'])
    const call = (path: string, more: Call = {}) => callPort(server.port, path, { token: 'abc', ...more })
    const body = JSON.stringify({ prompt: 'A lighthouse at dusk', seconds: 4, size: '720x1280' })
    const { jobId } = (await call('/api/generate', { method: 'POST', body })).json() as { jobId: string }
    const status = async () => jobStatusAnswerSchema.strict().parse((await call(`/api/videos/status/${jobId}`)).json())
    await expect.poll(status, { timeout: 40_000, interval: 100 }).toMatchObject({ status: 'completed', ready: true })

    const { videoId } = await status()
    const whole = await call(`/api/videos/${videoId}`)
    expect(whole.status).toBe(200)
    expect(whole.headers).toMatchObject({ 'content-type': 'video/mp4', 'accept-ranges': 'bytes' })
    expect(whole.text.slice(4, 8)).toBe('ftyp')
    const size = Number(whole.headers['content-length'])
    const part = await call(`/api/videos/job/${jobId}`, { headers: { range: 'bytes=0-7' } })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 0-7/${size}`])
    const beyond = await call(`/api/videos/${videoId}`, { headers: { range: `bytes=${size}-` } })
    expectRefusal(beyond, 416, 'range_not_satisfiable')
    expect(beyond.headers['content-range']).toBe(`bytes */${size}`)
    const known = await call(`/api/videos/${videoId}`, { headers: { 'if-none-match': whole.headers.etag ?? '' } })
    expect(known.status).toBe(304)
    const head = await call(`/api/videos/${videoId}`, { method: 'HEAD' })
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(size), ''])
    expect((await call(`/api/videos/${videoId}/poster`)).headers['content-type']).toMatch(/^image\//)
    const list = listAnswerSchema.parse((await call('/api/videos?status=completed&q=lighthouse')).json())
    expect(list.items.map((item) => item.jobId)).toEqual([jobId])
    pollingStatsAnswerSchema.strict().parse((await call('/api/polling/stats')).json())
    expectRefusal(await call(`/api/videos/${jobId}/cancel`, { method: 'POST' }), 409, 'conflict')
    expectRefusal(await call(`/api/videos/${jobId}/retry`, { method: 'POST' }), 409, 'conflict')
    const decision = { method: 'POST', body: '{"decision":"fail"}' }
    expectRefusal(await call(`/api/videos/${jobId}/resolve`, decision), 409, 'conflict')
    const long = JSON.stringify({ prompt: 'x'.repeat(32_001) })
    expectRefusal(await call('/api/generate', { method: 'POST', body: long }), 422, 'invalid', 'prompt')
  })
})

describe('files of the real host', () => {
  it('never leave their folders, whatever the address', async () => {
    await using folder = await makeTempFolder()
    await mkdir(join(folder.path, 'data'))
    await writeFile(join(folder.path, 'outside.txt'), 'OUTSIDE')
    const server = await start(['--data-dir', join(folder.path, 'data'), '--port', '0', '--token', 'abc'])
    const names = ['outside.txt', 'data/server-token', 'dailies.db', 'package.json', 'etc/passwd']
    const climbs = [
      '../',
      '..%2f',
      '%2e%2e/',
      '%2e%2e%2f',
      '..%5c',
      '..\\',
      '....//',
      '..;/',
      '%252e%252e%252f',
      '/',
      '%00/',
    ]
    const prefixes = [
      '/',
      '/assets/',
      '/media/',
      '/media/take/',
      '/api/videos/',
      '/api/videos/job/',
      '/api/videos/status/',
    ]
    for (const prefix of prefixes) {
      for (const climb of climbs) {
        for (const name of names) {
          for (const suffix of ['', '/poster']) {
            const path = `${prefix}${climb.repeat(4)}${name}${suffix}`
            const answer = await callPort(server.port, path, { token: 'abc' })
            expect(answer.text, path).not.toMatch(/OUTSIDE|root:|SQLite format|"devDependencies"/)
            const isScreen = answer.status === 200 && answer.text.startsWith('<!doctype html>')
            expect(isScreen || answer.status >= 400, `${path}: ${answer.status}`).toBe(true)
          }
        }
      }
    }
  })
})
