import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { finishTake, shellData } from './shellAnswers.ts'

const KEY = 'my-own-key-7f3a "quoted"'

const unpack = async (path: string): Promise<Record<string, string>> => {
  const files = unzipSync(await readFile(path))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const dialog = async (desktop: DesktopApp, index: number) => {
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBeGreaterThan(index)
  const shown = (await desktop.system.dialogs())[index]
  if (shown === undefined) throw new Error('There is no such dialog.')
  return shown
}

test('the diagnostics say how things are, without keys, prompts and names of videos', async ({ desktop }) => {
  await desktop.rpc('accounts.create', { name: 'Mine', baseUrl: 'http://127.0.0.1:9/v1', profile: 'sora', apiKey: KEY })
  const take = await finishTake(desktop, 'A most secret unicorn')
  expect(take.fileName).toContain('unicorn')
  const path = join(desktop.systemDir, 'bundle.zip')
  await desktop.system.answerDialogs(path)
  expect(await shellData(desktop, 'shell.saveDiagnostics', {})).toEqual({ path })
  const asked = await dialog(desktop, 0)
  expect(asked.kind).toBe('save')
  expect(asked.defaultPath).toMatch(/dailies-diagnostics-[\d-]+\.zip$/)

  const files = await unpack(path)
  for (const [name, text] of Object.entries(files)) {
    expect(text, name).not.toContain('my-own-key')
    expect(text, name).not.toMatch(/unicorn/i)
  }
  expect(files['README.txt']).toContain('Left out: keys, prompts')
  expect(JSON.parse(files['diagnostics.json'] ?? '')).toMatchObject({ integrity: 'ok', counts: { completed: 1 } })
  expect(JSON.parse(files['door.json'] ?? '')).toMatchObject({ update: { status: 'unsupported' }, isPackaged: false })
  expect(JSON.parse(files['accounts.json'] ?? '')).toContainEqual(
    expect.objectContaining({ name: 'Mine', host: '127.0.0.1:9', hasKey: true }),
  )
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(desktop.systemDir)).not.toContainEqual(expect.stringMatching(/\.part$/))
})

test('the file is shown when that is wanted', async ({ desktop }) => {
  await desktop.page()
  const path = join(desktop.systemDir, 'bundle.zip')
  await desktop.system.answerDialogs(path)
  await shellData(desktop, 'shell.saveDiagnostics', {})
  const offer = await dialog(desktop, 1)
  expect(offer.detail).toContain('bundle.zip')
  await desktop.system.answerDialogs('Show file')
  await expect
    .poll(async () => (await desktop.system.calls('shell.showItemInFolder')).map(({ args }) => args))
    .toEqual([[path]])
})

test('a change of mind saves nothing, and a disk that refuses is explained', async ({ desktop }) => {
  await desktop.page()
  await desktop.system.answerDialogs('')
  expect(await shellData(desktop, 'shell.saveDiagnostics', {})).toEqual({ path: null })
  await desktop.system.answerDialogs(join(desktop.systemDir, 'no-such-folder', 'bundle.zip'), 'Close')
  expect(await shellData(desktop, 'shell.saveDiagnostics', {})).toEqual({ path: null })
  const said = (await desktop.system.dialogs()).at(-1)
  expect(said).toMatchObject({ kind: 'message', message: 'The diagnostics could not be saved.' })
  expect(said?.detail).toContain('ENOENT')
})
