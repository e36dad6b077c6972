import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { AccountForRun } from '../../../../electron/core/host.ts'
import type { SecretVault } from '../../../../electron/core/ports.ts'
import type { ProviderAccount, VideoProvider } from '../../../../electron/core/providers/videoProvider.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import { createAccounts } from '../../../../electron/core/settings/accounts.ts'
import { openVault } from '../../../../electron/core/vault/keyVault.ts'
import type { Keychain } from '../../../../electron/core/vault/systemKeychain.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createFakeKeychain, noKeychain } from '../../../fakes/fakeKeychain.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'
import { openMemoryLibrary, T0 } from '../jobs/library.ts'

const KEY = 'a key of no particular shape 0123456789'
const MINE = { name: 'Mine', baseUrl: 'https://mine.example/v1', profile: 'sora' } as const
const RUN: AccountForRun = {
  baseUrl: MINE.baseUrl,
  profile: 'sora',
  apiKey: KEY,
  concurrency: null,
  requestsPerMinute: null,
}

interface Start {
  openKeychain: () => Promise<Keychain>
  door: 'desktop' | 'server'
  forRun?: AccountForRun | null
}

/** One library in a folder, started as often as wanted, through either door. */
const withLibrary = async (
  test: (library: { start: (how: Start) => ReturnType<typeof startOn>; db: Database; folder: string }) => Promise<void>,
): Promise<void> => {
  await using folder = await makeTempFolder()
  const db = openMemoryLibrary()
  await test({ db, folder: folder.path, start: (how) => startOn(db, folder.path, how) })
}

const startOn = (db: Database, dataDir: string, { openKeychain, door, forRun = null }: Start) => {
  const clock = createFakeClock(T0)
  const logger = createMemoryLogger()
  const opened: ProviderAccount[] = []
  const vault: SecretVault = openVault({ dataDir, openKeychain, mayUseFile: door === 'server', clock, logger })
  const accounts = createAccounts({
    accounts: createAccountRepository(db),
    vault,
    providers: {
      'openai-videos': (account) => {
        opened.push(account)
        return {} as VideoProvider
      },
    },
    clock,
    random: () => 0.5,
    logger,
    demo: null,
    onChanged: () => undefined,
  })
  const [id] = [accounts.list()[0]?.id ?? '']
  return { accounts, vault, clock, logger, opened, id, opening: accounts.open(forRun) }
}

/** Lets what waits for the disk or a promise go on, and nothing that waits for time. */
const settled = async (): Promise<void> => {
  for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve))
}

/** A library with one account, whose key is in this keychain. */
const withKeyIn = async (keychain: Keychain, test: Parameters<typeof withLibrary>[0]): Promise<void> =>
  await withLibrary(async (library) => {
    const { accounts, opening } = library.start({ openKeychain: async () => keychain, door: 'desktop' })
    await opening
    await accounts.create({ ...MINE, apiKey: KEY })
    await test(library)
  })

describe('a key that cannot be saved', () => {
  it.each([
    ['created', 'absent', /no keychain that works/],
    ['updated', 'absent', /no keychain that works/],
  ] as const)(
    'is refused when an account is %s: the sentence names the field and the ways out',
    async (how, _trouble, why) => {
      await withLibrary(async ({ start, db }) => {
        const { accounts, opening } = start({ openKeychain: noKeychain, door: 'desktop' })
        await opening
        const existing = how === 'updated' ? await accounts.create(MINE) : null
        const saving =
          existing === null
            ? accounts.create({ ...MINE, apiKey: KEY })
            : accounts.update({ accountId: existing.id, apiKey: KEY })
        const refusal = await saving.then(
          () => null,
          (error: unknown) => error as Error,
        )
        expect(refusal).toMatchObject({ code: 'conflict', field: 'apiKey' })
        expect(refusal?.message).toMatch(why)
        expect(refusal?.message).toMatch(/apiKey/)
        expect(refusal?.message).toMatch(/Settings > Accounts/)
        expect(refusal?.message).not.toContain(KEY)
        expect(accounts.list()).toEqual(existing === null ? [] : [existing])
        expect(db.serialize().includes(KEY)).toBe(false)
      })
    },
  )

  it('is saved in the file once that is allowed', async () => {
    await withLibrary(async ({ start }) => {
      const { accounts, vault, opening, opened } = start({ openKeychain: noKeychain, door: 'desktop' })
      await opening
      vault.allowFile?.(true)
      await accounts.create({ ...MINE, apiKey: KEY })
      expect(opened).toMatchObject([{ apiKey: KEY }])
      const again = start({ openKeychain: noKeychain, door: 'desktop' })
      await again.opening
      expect(again.opened).toMatchObject([{ apiKey: KEY }])
    })
  })

  it('but was given for this run works in this run, and is not said to be stored', async () => {
    await withLibrary(async ({ start }) => {
      const { accounts, opening, opened, logger } = start({ openKeychain: noKeychain, door: 'desktop', forRun: RUN })
      await opening
      expect(opened).toMatchObject([{ apiKey: KEY }])
      expect(accounts.list()).toMatchObject([{ hasKey: false, pause: null }])
      expect(logger.lines.some(({ message }) => message.includes('could not be kept'))).toBe(true)
      const next = start({ openKeychain: noKeychain, door: 'desktop' })
      await next.opening
      expect(next.opened).toMatchObject([{ apiKey: null }])
    })
  })
})

describe('a key in a keychain that cannot be reached', () => {
  it('pauses the account and says where the key is and what to do; nothing is sent without it', async () => {
    await withKeyIn(createFakeKeychain(), async ({ start }) => {
      const { accounts, opening, id, opened } = start({ openKeychain: noKeychain, door: 'server' })
      await opening
      expect(accounts.list()).toMatchObject([{ hasKey: true, pause: { reason: 'key_unreachable' } }])
      const { message } = accounts.list()[0]?.pause ?? { message: '' }
      expect(message).toMatch(/saved in a keychain/)
      expect(message).toMatch(/desktop session/)
      expect(message).toMatch(/give the key again/)
      expect(opened).toMatchObject([{ apiKey: null }])
      expect(accounts.lane(id)?.tryTake('poll')).toMatchObject({ isTaken: false })
    })
  })

  it('works again by itself in the next run that reaches it', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      await start({ openKeychain: noKeychain, door: 'server' }).opening
      const { accounts, opening, opened } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await opening
      expect(accounts.list()).toMatchObject([{ pause: null }])
      expect(opened).toMatchObject([{ apiKey: KEY }])
    })
  })

  it('leaves a pause of the person alone', async () => {
    await withKeyIn(createFakeKeychain(), async ({ start }) => {
      const { accounts, opening, id } = start({ openKeychain: noKeychain, door: 'server' })
      accounts.setPaused(id, true)
      await opening
      expect(accounts.list()).toMatchObject([{ pause: { reason: 'user' } }])
      expect(await accounts.resume(id)).toMatchObject({ pause: { reason: 'key_unreachable' } })
    })
  })

  it('is told from one that is gone', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      await start({ openKeychain: noKeychain, door: 'server' }).opening
      keychain.entries.clear()
      const { accounts, opening } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await opening
      expect(accounts.list()).toMatchObject([{ pause: { reason: 'key_missing' } }])
    })
  })

  it('can be given again, for this door, and from then on both have the new one', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      const server = start({ openKeychain: noKeychain, door: 'server' })
      await server.opening
      expect(await server.accounts.update({ accountId: server.id, apiKey: `${KEY} new` })).toMatchObject({
        pause: null,
      })
      const desktop = start({ openKeychain: async () => keychain, door: 'desktop' })
      await desktop.opening
      expect(desktop.opened).toMatchObject([{ apiKey: `${KEY} new` }])
    })
  })

  it('in a damaged file keeps the account from working, not the app from opening', async () => {
    await withKeyIn(createFakeKeychain(), async ({ start, folder }) => {
      const { writeFile } = await import('node:fs/promises')
      await writeFile(`${folder}/secrets.json`, '{"broken')
      const { accounts, opening } = start({ openKeychain: noKeychain, door: 'desktop' })
      await opening
      expect(accounts.list()[0]?.pause).toMatchObject({ reason: 'key_unreachable' })
      expect(accounts.list()[0]?.pause?.message).toContain('secrets.json')
    })
  })
})

describe('a locked keychain', () => {
  it('delays the start by less than half a second, whatever number of accounts has a key in it', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      const first = start({ openKeychain: async () => keychain, door: 'desktop' })
      await first.opening
      for (let n = 0; n < 5; n++) {
        await first.accounts.create({ ...MINE, baseUrl: `https://mine${n}.example/v1`, apiKey: `${KEY} ${n}` })
      }
      keychain.lock()
      const { accounts, opening, clock, opened } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await settled()
      await clock.advance(499)
      await opening
      expect(opened).toHaveLength(6)
      expect([...accounts.lanes()].every((lane) => lane.isKeyAwaited && !lane.tryTake('submit').isTaken)).toBe(true)
      expect(accounts.list().map(({ pause }) => pause)).toEqual(Array.from({ length: 6 }, () => null))
      accounts.close()
      expect(clock.pendingTimers()).toBe(0)
    })
  })

  it('lets the account work as soon as it is unlocked', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      keychain.lock()
      const { accounts, opening, clock, opened, id } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await settled()
      await clock.advance(300)
      await opening
      keychain.answer(true)
      await settled()
      expect(opened.at(-1)).toMatchObject({ apiKey: KEY })
      expect(accounts.lane(id)?.isKeyAwaited).toBe(false)
      expect(accounts.list()).toMatchObject([{ pause: null }])
      expect(clock.pendingTimers()).toBe(0)
    })
  })

  it('is told of after half a minute, and the account goes on by itself all the same', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      keychain.lock()
      const { accounts, opening, clock } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await settled()
      await clock.advance(300)
      await opening
      await clock.advance(30_000)
      expect(accounts.list()[0]?.pause).toMatchObject({ reason: 'key_unreachable' })
      expect(accounts.list()[0]?.pause?.message).toMatch(/not been unlocked yet/)
      keychain.answer(true)
      await settled()
      expect(accounts.list()).toMatchObject([{ pause: null }])
    })
  })

  it('that is not opened is not asked again until the person resumes the account', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      keychain.lock()
      const { accounts, opening, clock, id } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await settled()
      await clock.advance(300)
      await opening
      keychain.answer(false)
      await settled()
      expect(accounts.list()[0]?.pause?.message).toMatch(/locked or refused/)
      const askedBefore = keychain.asked.length
      await clock.advance(3_600_000)
      expect(keychain.asked).toHaveLength(askedBefore)
      keychain.lock()
      keychain.answer(true)
      expect(await accounts.resume(id)).toMatchObject({ pause: null })
      expect(accounts.lane(id)?.isKeyAwaited).toBe(false)
    })
  })

  it('does not keep a key that was given for this run from being used', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start }) => {
      keychain.lock()
      const forRun = { ...RUN, apiKey: `${KEY} new` }
      const { opening, clock, opened } = start({ openKeychain: async () => keychain, door: 'desktop', forRun })
      for (let n = 0; n < 4; n++) {
        await settled()
        await clock.advance(300)
      }
      await opening
      expect(opened).toMatchObject([{ apiKey: `${KEY} new` }])
      keychain.answer(true)
      await settled()
      expect([...keychain.entries.values()]).toEqual([`${KEY} new`])
    })
  })

  it('that opens after the end of the run wakes nothing', async () => {
    const keychain = createFakeKeychain()
    await withKeyIn(keychain, async ({ start, db }) => {
      keychain.lock()
      const { accounts, opening, clock, logger } = start({ openKeychain: async () => keychain, door: 'desktop' })
      await settled()
      await clock.advance(300)
      await opening
      accounts.close()
      db.close()
      keychain.answer(true)
      await settled()
      expect(logger.lines).toEqual([])
    })
  })
})

describe('keys in the log', () => {
  it('are hidden, whatever they look like and whoever logs them', async () => {
    await withKeyIn(createFakeKeychain(), async () => {
      const { createLogRing } = await import('../../../../electron/core/logging/logRing.ts')
      const { createLogger } = await import('../../../../electron/core/logging/logger.ts')
      const lines: string[] = []
      const ring = createLogRing(() => 0)
      const logger = ring.keep(createLogger({ isVerbose: true }, { write: (line: string) => void lines.push(line) }))
      const error = new Error(`refused: ${KEY}`, { cause: new Error(encodeURIComponent(KEY)) })
      logger.error(`the key was ${KEY}`, { error, nested: { list: [`x${KEY}y`, JSON.stringify(KEY)] } })
      const written = `${lines.join('')}${JSON.stringify(ring.list({}))}`
      expect(written).toContain('[hidden]')
      expect(written).not.toContain(KEY)
      expect(written).not.toContain(encodeURIComponent(KEY))
    })
  })
})
