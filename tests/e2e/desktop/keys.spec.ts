import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { startFakeProvider, type FakeProvider } from '../../harness/fakeProvider/fakeProvider.ts'
import { isInState, queueJob } from './steps.ts'

/** Of no shape that a filter could know. */
const KEY = 'correct horse battery staple 7141'
const ACCOUNT = { name: 'Mine', profile: 'sora-loose', makeDefault: true } as const

/** As it is, and as it would stand in an address, in JSON, in a header of another scheme, and in a dump. */
const FORMS = [KEY, encodeURIComponent(KEY), KEY.replaceAll(' ', '+'), Buffer.from(KEY).toString('base64')]
const holdsKey = (text: string | Buffer): boolean =>
  FORMS.some((form) => (typeof text === 'string' ? text.includes(form) : text.includes(Buffer.from(form)))) ||
  (typeof text !== 'string' && text.includes(Buffer.from(KEY, 'utf16le')))

const filesHoldingKey = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true })
  const found: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    const facts = await stat(path).catch(() => null)
    if (facts?.isFile() === true && holdsKey(await readFile(path))) found.push(name)
  }
  return found
}

/** Through the settings, as a person does it. */
const addAccount = async (desktop: DesktopApp, provider: FakeProvider): Promise<void> => {
  const page = await desktop.page()
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: 'Settings' }).click()
  const pages = page.getByRole('navigation', { name: 'Pages of the settings' })
  await pages.getByRole('button', { name: 'Accounts', exact: true }).click()
  await page.getByRole('button', { name: 'Add your provider' }).click()
  await page.getByRole('radio', { name: /LiteLLM proxy/ }).click()
  await page.getByLabel('Address', { exact: true }).fill(provider.baseUrl)
  await page.getByLabel('Key', { exact: true }).fill(KEY)
  await page.getByRole('button', { name: 'Add the account' }).click()
}

interface Fixtures {
  provider: FakeProvider
}

const keyTest = test.extend<Fixtures>({
  provider: async ({}, provide) => {
    const provider = await startFakeProvider({ flavour: 'litellm', generationMs: 150, apiKey: KEY })
    await provide(provider)
    await provider.stop()
  },
})

/** What the app itself has written; the stand-in notes such deaths too, as they are. */
const outputOf = (desktop: DesktopApp): string =>
  desktop.faults().reduce((output, fault) => output.replace(`[stand-in] ${fault}`, ''), desktop.output())

/** What the provider was shown in place of the key, if it was not the key. */
const wrongHeaders = (provider: FakeProvider): (string | null)[] =>
  provider.requests.map(({ authorization }) => authorization).filter((header) => header !== `Bearer ${KEY}`)

keyTest.use({ expectedErrors: /in the main process/ })

keyTest('a key works, works after a restart, and is nowhere but in the keychain', async ({ desktop, provider }) => {
  await addAccount(desktop, provider)
  await expect.poll(async () => (await desktop.rpc('accounts.list', {})).items.length).toBe(2)
  const first = await queueJob(desktop, 'A lighthouse at dusk')
  await isInState(desktop, first.id, 'completed')
  const traffic = desktop.kind === 'stand-in' ? await desktop.system.messages() : []

  await desktop.restart()
  await desktop.page()
  const second = await queueJob(desktop, 'A heron in the reeds')
  await isInState(desktop, second.id, 'completed')
  expect(wrongHeaders(provider)).toEqual([])

  // The main process dies of something that quotes the key, as errors of the network do.
  await desktop.evaluate((_electron, key) => {
    setTimeout(() => {
      throw new Error(`Invalid header value: Bearer ${key}`, { cause: new TypeError(encodeURIComponent(key)) })
    }, 0)
    void Promise.reject(new Error(`refused ${key}`))
  }, KEY)
  await desktop.system.answerDialogs('OK').catch(() => undefined)
  await desktop.exit()

  expect(outputOf(desktop)).toContain('Invalid header value')
  expect(outputOf(desktop)).toContain('refused [hidden]')
  expect(holdsKey(outputOf(desktop))).toBe(false)
  expect(await filesHoldingKey(desktop.dataDir)).toEqual([])
  expect(await filesHoldingKey(desktop.videosDir)).toEqual([])
  // It crosses once: on its way in.
  const crossings = traffic.filter(({ payload }) => holdsKey(payload))
  expect(crossings.map(({ direction, channel }) => [direction, channel])).toEqual(
    desktop.kind === 'stand-in' ? [['to main', 'dailies:request']] : [],
  )
  expect(crossings.every(({ payload }) => payload.includes('accounts.create'))).toBe(true)
})

keyTest.describe('without a keychain', () => {
  keyTest.use({ desktopOptions: { keychain: 'none' } })

  keyTest.beforeEach(({ desktop }) => {
    keyTest.skip(desktop.kind !== 'stand-in', 'A keychain cannot be taken from a machine.')
  })

  keyTest('a key is refused, in words, and nothing of it is kept', async ({ desktop, provider }) => {
    await addAccount(desktop, provider)
    const page = await desktop.page()
    await expect(page.getByText(/The key \(apiKey\) was not saved/)).toBeVisible()
    await expect(page.getByText(/Settings > Accounts/)).toBeVisible()
    expect((await desktop.rpc('accounts.list', {})).items).toHaveLength(1)
    expect(await filesHoldingKey(desktop.dataDir)).toEqual([])
  })

  keyTest(
    'it is kept in a file for its owner alone, once that is allowed, and works after a restart',
    async ({ desktop, provider }) => {
      await addAccount(desktop, provider)
      const page = await desktop.page()
      await page.getByRole('switch', { name: 'Keep keys in a file' }).click()
      await expect(page.getByText(/it goes to a file in the data folder/)).toBeVisible()
      await page.getByRole('button', { name: 'Add the account' }).click()
      await expect.poll(async () => (await desktop.rpc('accounts.list', {})).items.length).toBe(2)
      expect(await filesHoldingKey(desktop.dataDir)).toEqual(['secrets.json'])
      expect((await stat(join(desktop.dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)

      await desktop.restart()
      await desktop.page()
      const job = await queueJob(desktop)
      await isInState(desktop, job.id, 'completed')
      expect(wrongHeaders(provider)).toEqual([])

      // The day a keychain is there, the key moves into it.
      await desktop.restart({ keychain: 'works' })
      await desktop.page()
      await expect.poll(() => filesHoldingKey(desktop.dataDir)).toEqual([])
      const later = await queueJob(desktop, 'A heron in the reeds')
      await isInState(desktop, later.id, 'completed')
      expect(wrongHeaders(provider)).toEqual([])
    },
  )

  keyTest('a key that lies in the keychain is said to be there, not to be wrong', async ({ desktop, provider }) => {
    await desktop.restart({ keychain: 'works' })
    await desktop.page()
    await desktop.rpc('accounts.create', { ...ACCOUNT, baseUrl: provider.baseUrl, apiKey: KEY })
    await desktop.restart({ keychain: 'none' })
    // What the new account was asked at first may have come until the very end of that process.
    const asked = provider.requests.length
    const page = await desktop.page()
    await expect(page.getByText(/its key is in a keychain that is locked or out of reach/).first()).toBeVisible()
    const job = await queueJob(desktop)
    expect(await desktop.rpc('jobs.get', { jobId: job.id })).toMatchObject({
      status: 'queued',
      waitingCode: 'account_key_unreachable',
      waitingFor: expect.stringContaining('desktop session'),
    })
    expect(provider.requests.length).toBe(asked)
    await desktop.restart({ keychain: 'works' })
    await desktop.page()
    await isInState(desktop, job.id, 'completed')
  })
})
