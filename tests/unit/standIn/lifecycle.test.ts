import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAND_IN_OPTIONS } from '../../standIn/machine/options.ts'
import { makeTempFolder } from '../../fakes/tempFolder.ts'

const REGISTER = resolve(import.meta.dirname, '../../standIn/register.ts')

/** Small apps that write down what they see; each runs in a process of its own, without pages. */
const HEAD = `
import { app, BrowserWindow, ipcMain, protocol } from 'electron'
const say = (text) => console.log(text)
app.setPath('userData', process.env.USER_DATA)
`
const QUIT_EVENTS = `
for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) app.on(name, () => say(name))
`

let folder = ''
let temporary: AsyncDisposable | null = null
beforeAll(async () => {
  const made = await makeTempFolder()
  temporary = made
  folder = made.path
  await writeFile(join(folder, 'package.json'), '{"name":"small","version":"1.2.3","type":"module"}')
})

afterAll(async () => temporary?.[Symbol.asyncDispose]())

interface Run {
  said: string[]
  code: number | null
  errors: string
}

const start = async (name: string, source: string) => {
  const path = join(folder, `${name}.js`)
  await writeFile(path, HEAD + source)
  const env = {
    ...process.env,
    USER_DATA: join(folder, `${name}-data`),
    [STAND_IN_OPTIONS]: JSON.stringify({ pages: 'none', systemDir: join(folder, 'system') }),
  }
  return (...args: string[]): { child: ReturnType<typeof spawn>; ended: Promise<Run> } => {
    const child = spawn(process.execPath, ['--import', REGISTER, path, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    const ended = once(child, 'close').then(([code]: unknown[]) => ({
      said: out.split('\n').filter(Boolean),
      code: code as number | null,
      errors,
    }))
    return { child, ended }
  }
}

const run = async (name: string, source: string): Promise<Run> => (await start(name, source))().ended

describe('an app on the stand-in', { timeout: 30_000 }, () => {
  it('is ready after its main module has run, and quits in the order of Electron', async () => {
    const { said, code } = await run(
      'order',
      `${QUIT_EVENTS}
      app.whenReady().then(() => {
        say('ready')
        const window = new BrowserWindow()
        window.on('close', () => say('close'))
        window.on('closed', () => say('closed'))
        app.quit()
      })
      say('run')`,
    )
    expect(said).toEqual(['run', 'ready', 'before-quit', 'close', 'closed', 'will-quit', 'quit'])
    expect(code).toBe(0)
  })

  it('goes on where a window refuses to close, and can be quit later', async () => {
    const { said } = await run(
      'refused',
      `${QUIT_EVENTS}
      await app.whenReady()
      const window = new BrowserWindow()
      window.once('close', (event) => event.preventDefault())
      app.quit()
      setImmediate(() => { say('still here'); app.quit() })`,
    )
    expect(said).toEqual(['before-quit', 'still here', 'before-quit', 'will-quit', 'quit'])
  })

  it('ends with the code of exit, without asking anyone', async () => {
    const { said, code } = await run(
      'exit',
      `${QUIT_EVENTS}
      await app.whenReady()
      new BrowserWindow().on('close', () => say('close'))
      app.exit(7)`,
    )
    expect(said).toEqual(['quit'])
    expect(code).toBe(7)
  })

  it('quits by itself after its last window where it does not say otherwise', async () => {
    const { said } = await run(
      'last',
      `for (const name of ['before-quit', 'quit']) app.on(name, () => say(name))
      await app.whenReady()
      new BrowserWindow().destroy()`,
    )
    expect(said).toEqual(['before-quit', 'quit'])
  })

  it.each([
    ['a window', 'new BrowserWindow()', 'Cannot create BrowserWindow before app is ready'],
    ['a late scheme', 'await app.whenReady(); protocol.registerSchemesAsPrivileged([])', 'before app is ready'],
    ['what it lacks', 'app.setUserActivity("x", {})', 'The stand-in lacks app.setUserActivity'],
    ['a second handler', 'ipcMain.handle("a", () => 1); ipcMain.handle("a", () => 2)', 'second handler for'],
  ])('fails as loudly as Electron for %s', async (name, source, message) => {
    const { code, errors } = await run(name.replaceAll(' ', '-'), source)
    expect(errors).toContain(message)
    expect(code).not.toBe(0)
  })

  it('is one: a second start hands over its arguments and learns that it is the second', async () => {
    const launch = await start(
      'single',
      `if (!app.requestSingleInstanceLock({ note: process.argv.at(-1) })) { say('second'); app.exit(3) }
      else {
        app.on('second-instance', (_event, argv, folder, data) => {
          say(JSON.stringify({ last: argv.at(-1), isFolder: folder === process.cwd(), data }))
          app.quit()
        })
        say('first')
      }`,
    )
    const first = launch('one')
    await once(first.child.stdout!, 'data')
    const second = await launch('dailies://job/x').ended
    expect(second).toMatchObject({ said: ['second'], code: 3 })
    const { said } = await first.ended
    expect(said).toEqual([
      'first',
      JSON.stringify({ last: 'dailies://job/x', isFolder: true, data: { note: 'dailies://job/x' } }),
    ])
  })

  it('gets the lock of one that was killed', async () => {
    const launch = await start('killed', `say(String(app.requestSingleInstanceLock()))`)
    const first = launch()
    await once(first.child.stdout!, 'data')
    first.child.kill('SIGKILL')
    await first.ended
    const second = launch()
    await once(second.child.stdout!, 'data')
    second.child.kill()
    expect((await second.ended).said).toEqual(['true'])
  })
})
