import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UpdateState } from '../../../shared/shell/shellContract.ts'
import { expect, test, type DesktopApp, type DesktopOptions } from '../drivers/desktop.ts'
import { listenToShell, shellAnswer, shellData, toldEvents } from './shellAnswers.ts'
import { isInState, queueJob } from './steps.ts'

const NOTES = '<h2>Calmer</h2><p>Fetches takes <b>sooner</b>.</p><script>document.title = "taken over"</script>'

const update = async (desktop: DesktopApp): Promise<UpdateState> => (await shellData(desktop, 'shell.state', {})).update

/** The app as an AppImage with somewhere to look for new versions. */
const install = async (desktop: DesktopApp, options: DesktopOptions): Promise<void> => {
  test.skip(desktop.kind !== 'stand-in', 'Would ask the network.')
  await writeFile(join(desktop.systemDir, 'app-update.yml'), 'provider: generic\nurl: https://example.invalid\n')
  await desktop.restart({ isPackaged: true, platform: 'linux', env: { APPIMAGE: '/opt/Dailies.AppImage' }, ...options })
}

const becomeReady = async (desktop: DesktopApp): Promise<void> => {
  await shellData(desktop, 'shell.checkForUpdates', {})
  await shellData(desktop, 'shell.downloadUpdate', {})
  await expect.poll(async () => (await update(desktop)).status).toBe('ready')
}

test('an app that runs from its sources says that it cannot replace itself, and asks nobody', async ({ desktop }) => {
  expect(await update(desktop)).toMatchObject({
    status: 'unsupported',
    reason: expect.stringContaining('sources'),
  })
  await shellData(desktop, 'shell.checkForUpdates', {})
  expect(await shellAnswer(desktop, 'shell.downloadUpdate', {})).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  })
  expect(await desktop.system.calls('autoUpdater.checkForUpdates')).toEqual([])
})

test('a new version is found when asked for, with notes as plain text, and nothing is loaded unasked', async ({
  desktop,
}) => {
  await install(desktop, { update: { version: '9.0.0', notes: NOTES } })
  expect(await update(desktop)).toEqual({ status: 'idle', checkedAt: null })
  const { update: found } = await shellData(desktop, 'shell.checkForUpdates', {})
  expect(found).toEqual({ status: 'available', version: '9.0.0', notes: 'Calmer\n\nFetches takes sooner.' })
  const [look] = await desktop.system.calls('autoUpdater.looks')
  expect(look?.args).toEqual([
    {
      channel: 'latest',
      allowPrerelease: false,
      allowDowngrade: false,
      autoDownload: false,
      autoInstallOnAppQuit: false,
    },
  ])
  expect(await desktop.system.calls('autoUpdater.downloadUpdate')).toEqual([])
})

test('the beta channel is another place to look at', async ({ desktop }) => {
  await install(desktop, { update: { version: '9.0.0-beta.1', notes: '' } })
  await shellData(desktop, 'shell.configure', { updateChannel: 'beta' })
  await expect.poll(async () => (await update(desktop)).status).toBe('available')
  const looks = await desktop.system.calls('autoUpdater.looks')
  expect(looks.at(-1)?.args).toMatchObject([{ channel: 'beta', allowPrerelease: true, allowDowngrade: false }])
})

test('a new version is loaded with progress, and installed when nothing is in flight', async ({ desktop }) => {
  await install(desktop, { update: { version: '9.0.0', notes: '' } })
  await shellData(desktop, 'shell.checkForUpdates', {})
  await listenToShell(desktop)
  await shellData(desktop, 'shell.downloadUpdate', {})
  await expect.poll(async () => (await update(desktop)).status).toBe('ready')
  const steps = (await toldEvents(desktop)).flatMap(({ type, data }) => (type === 'shell.changed' ? [data.update] : []))
  expect(steps.map((step) => (step.status === 'downloading' ? step.percent : step.status))).toEqual([
    0,
    25,
    50,
    75,
    100,
    'ready',
  ])
  await shellData(desktop, 'shell.installUpdate', {})
  expect(await desktop.exit()).toBe(0)
})

test('work in flight is asked about before a new version takes over', async ({ desktop }) => {
  await install(desktop, { demoSpeed: 0.1, update: { version: '9.0.0', notes: '' } })
  const job = await queueJob(desktop)
  await isInState(desktop, job.id, 'generating')
  await becomeReady(desktop)
  await shellData(desktop, 'shell.installUpdate', {})
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBe(1)
  const [question] = await desktop.system.dialogs()
  await desktop.system.answerDialogs(question?.cancelButton ?? '')
  await expect.poll(async () => (await desktop.system.dialogs())[0]?.isAnswered).toBe(true)
  expect((await update(desktop)).status).toBe('ready')
  expect(await desktop.system.calls('autoUpdater.quitAndInstall')).toEqual([])

  await shellData(desktop, 'shell.installUpdate', {})
  await expect.poll(async () => (await desktop.system.dialogs()).length).toBe(2)
  await desktop.system.answerDialogs(question?.buttons.find((label) => label !== question.cancelButton) ?? '')
  expect(await desktop.exit()).toBe(0)
})

test('a quit is a quit: what was loaded is not installed by it', async ({ desktop }) => {
  await install(desktop, { update: { version: '9.0.0', notes: '' } })
  await becomeReady(desktop)
  const { calls } = desktop.system
  await desktop.evaluate(({ app }) => void setTimeout(() => app.quit(), 300), null)
  expect(await calls('autoUpdater.quitAndInstall')).toEqual([])
  expect(await desktop.exit()).toBe(0)
})

for (const [failsAt, words] of [
  ['check', 'No connection'],
  ['download', 'thrown away'],
] as const) {
  test(`a ${failsAt} that fails is explained in plain words`, async ({ desktop }) => {
    await install(desktop, { update: { version: '9.0.0', notes: '', failsAt } })
    await shellData(desktop, 'shell.checkForUpdates', {})
    if (failsAt === 'download') await shellData(desktop, 'shell.downloadUpdate', {})
    await expect.poll(async () => (await update(desktop)).status).toBe('failed')
    expect(await update(desktop)).toMatchObject({ message: expect.stringContaining(words) })
  })
}

test('an installation that fails brings the app back as it was', async ({ desktop }) => {
  await install(desktop, { update: { version: '9.0.0', notes: '', failsAt: 'install' } })
  await becomeReady(desktop)
  await shellData(desktop, 'shell.installUpdate', {})
  expect(await desktop.exit()).toBe(0)
  expect(desktop.output()).toContain('may not write to the folder it is installed in')
})

test('why it cannot replace itself is said in the page’s language, also after that has changed', async ({
  desktop,
}) => {
  await listenToShell(desktop)
  const page = await desktop.page()
  const told = async (): Promise<UpdateState[]> =>
    (await toldEvents(desktop)).flatMap((event) => (event.type === 'shell.changed' ? [event.data.update] : []))
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await shellData(desktop, 'shell.setWords', { language: 'de', shortcuts: {} })
  const inGerman = { status: 'unsupported', reason: expect.stringContaining('Quellen') }
  await expect.poll(async () => (await told()).at(-1)).toEqual(inGerman)
})
