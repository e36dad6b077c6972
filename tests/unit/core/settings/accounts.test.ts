import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { AccountForRun } from '../../../../electron/core/host.ts'
import type { SecretVault } from '../../../../electron/core/ports.ts'
import type { ProviderAccount, VideoProvider } from '../../../../electron/core/providers/videoProvider.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import { createAccounts } from '../../../../electron/core/settings/accounts.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { openMemoryLibrary, T0 } from '../jobs/library.ts'

const KEY = 'sk-very-secret-0123456789'
const RUN: AccountForRun = {
  baseUrl: 'https://far.example/v1',
  profile: 'sora',
  apiKey: KEY,
  concurrency: null,
  requestsPerMinute: null,
}

interface Desk {
  db: Database
  secrets: Map<string, string>
}
const newDesk = (): Desk => ({ db: openMemoryLibrary(), secrets: new Map() })

/** One run of the program on a desk that stays. */
async function run(
  desk: Desk,
  forRun: AccountForRun | null = null,
  demo: { baseUrl: string; apiKey: string } | null = null,
) {
  const opened: ProviderAccount[] = []
  const changed: string[] = []
  const logger = createMemoryLogger()
  const vault: SecretVault = {
    kind: 'memory',
    get: async (name) => desk.secrets.get(name) ?? null,
    set: async (name, secret) => void desk.secrets.set(name, secret),
    delete: async (name) => void desk.secrets.delete(name),
  }
  const repository = createAccountRepository(desk.db)
  const accounts = createAccounts({
    accounts: repository,
    vault,
    providers: {
      'openai-videos': (account) => {
        opened.push(account)
        return {} as VideoProvider
      },
    },
    clock: createFakeClock(T0),
    random: () => 0.5,
    logger,
    demo,
    onChanged: (id) => void changed.push(id),
  })
  await accounts.open(forRun)
  return { accounts, repository, opened, changed, logger }
}
const mine = { name: 'Mine', baseUrl: 'https://mine.example/v1', profile: 'sora' } as const

describe('the account of a run', () => {
  it('is made, becomes the default, and is the same after a restart with the same URL', async () => {
    const desk = newDesk()
    const first = (await run(desk, RUN)).accounts.list()
    expect(first).toMatchObject([
      { baseUrl: 'https://far.example/v1', isDefault: true, hasKey: true, name: 'far.example' },
    ])
    for (const baseUrl of ['https://far.example/v1/', 'HTTPS://FAR.example:443/v1'])
      expect((await run(desk, { ...RUN, baseUrl })).accounts.list().map((account) => account.id)).toEqual([
        first[0]?.id,
      ])
    const other = await run(desk, { ...RUN, baseUrl: 'https://far.example/v2' })
    expect(other.accounts.list()).toHaveLength(2)
    expect(other.accounts.default()?.baseUrl).toBe('https://far.example/v2')
  })

  it('keeps the key for the runs that bring none', async () => {
    const desk = newDesk()
    await run(desk, RUN)
    const again = await run(desk, { ...RUN, apiKey: null })
    expect(again.opened).toMatchObject([{ apiKey: KEY }])
  })

  it('takes new limits and keeps the old ones where none are given', async () => {
    const desk = newDesk()
    await run(desk, { ...RUN, concurrency: 7, requestsPerMinute: 70 })
    const again = await run(desk, { ...RUN, requestsPerMinute: 90 })
    expect(again.accounts.list()).toMatchObject([{ concurrency: 7, requestsPerMinute: 90 }])
  })

  it.each(['user', 'auth', 'quota', 'key_missing'] as const)(
    'is un-paused by a new key (paused: %s)',
    async (reason) => {
      const desk = newDesk()
      const { accounts, repository } = await run(desk, RUN)
      const id = accounts.default()?.id ?? ''
      repository.setPause(id, { reason, message: 'x', since: 1 })
      expect((await run(desk, { ...RUN, apiKey: `${KEY}-new` })).accounts.default()?.pause).toBeNull()
    },
  )

  it('stays paused when the same key comes again', async () => {
    const desk = newDesk()
    const { accounts, repository } = await run(desk, RUN)
    repository.setPause(accounts.default()?.id ?? '', { reason: 'quota', message: 'x', since: 1 })
    expect((await run(desk, RUN)).accounts.default()?.pause).toMatchObject({ reason: 'quota' })
  })

  it('refuses an address that a key must not be sent to', async () => {
    await expect(run(newDesk(), { ...RUN, baseUrl: 'http://far.example/v1' })).rejects.toMatchObject({
      field: 'baseUrl',
    })
  })
})

describe('keys', () => {
  it('go to the vault and the adapter, and into no table and no log', async () => {
    const desk = newDesk()
    const { accounts, opened, logger } = await run(desk, RUN)
    const { id } = await accounts.create({ ...mine, apiKey: `${KEY}-2` })
    await accounts.update({ accountId: id, apiKey: `${KEY}-3` })
    expect(opened.map((account) => account.apiKey)).toEqual([KEY, `${KEY}-2`, `${KEY}-3`])
    expect([...desk.secrets.values()]).toEqual([KEY, `${KEY}-3`])
    expect(textOfAllTables(desk.db)).not.toContain(KEY)
    expect(desk.db.serialize().includes(KEY)).toBe(false)
    expect(JSON.stringify([logger.lines, accounts.list()])).not.toContain(KEY)
  })

  it('that vanished from the vault pause the account and say so', async () => {
    const desk = newDesk()
    await run(desk, RUN)
    desk.secrets.clear()
    const { accounts } = await run(desk)
    expect(accounts.list()).toMatchObject([{ pause: { reason: 'key_missing' }, hasKey: true }])
    const back = await run(desk, RUN)
    expect(back.accounts.list()).toMatchObject([{ pause: null }])
  })

  it('set by hand lift a pause, but not one the person chose', async () => {
    const desk = newDesk()
    const { accounts, repository } = await run(desk)
    const { id } = await accounts.create(mine)
    repository.setPause(id, { reason: 'auth', message: 'x', since: 1 })
    expect((await accounts.update({ accountId: id, apiKey: KEY })).pause).toBeNull()
    accounts.setPaused(id, true)
    expect((await accounts.update({ accountId: id, apiKey: `${KEY}2` })).pause).toMatchObject({ reason: 'user' })
  })
})

describe('accounts', () => {
  it('work from the moment they are made, and with their new limits from the moment they change', async () => {
    const { accounts, changed } = await run(newDesk())
    const { id } = await accounts.create({ ...mine, concurrency: 2 })
    expect(accounts.lane(id)?.account.concurrency).toBe(2)
    const before = accounts.lane(id)
    await accounts.update({ accountId: id, concurrency: 9 })
    expect(accounts.lane(id)).not.toBe(before)
    expect(accounts.lane(id)?.account.concurrency).toBe(9)
    expect(changed).toEqual([id, id])
  })

  it('are paused and resumed at once, in the table and in the engine', async () => {
    const desk = newDesk()
    const { accounts } = await run(desk)
    const { id } = await accounts.create(mine)
    expect(accounts.setPaused(id, true).pause).toMatchObject({ reason: 'user' })
    expect(accounts.lane(id)?.account.pause).toMatchObject({ reason: 'user' })
    expect((await run(desk)).accounts.lane(id)?.account.pause).toMatchObject({ reason: 'user' })
    expect(accounts.setPaused(id, false).pause).toBeNull()
    expect(accounts.lane(id)?.account.pause).toBeNull()
  })

  it('have one default at most', async () => {
    const { accounts } = await run(newDesk(), RUN)
    const { id } = await accounts.create({ ...mine, makeDefault: true })
    expect(accounts.list().filter((account) => account.isDefault)).toMatchObject([{ id }])
  })

  it('that do not exist are refused by name', async () => {
    const { accounts } = await run(newDesk())
    await expect(accounts.update({ accountId: 'account_none' })).rejects.toMatchObject({ code: 'not_found' })
    expect(() => accounts.setPaused('account_none', true)).toThrow('account_none')
  })

  it('whose adapter is missing are left out with a warning, and the rest work', async () => {
    const desk = newDesk()
    await run(desk, RUN)
    desk.db.exec("UPDATE accounts SET provider = 'gone'")
    const { accounts, logger } = await run(desk, { ...RUN, baseUrl: 'https://other.example/v1' })
    expect([...accounts.lanes()]).toHaveLength(1)
    expect(logger.lines).toMatchObject([{ level: 'warn' }])
  })
})

describe('the demo account', () => {
  const demo = { baseUrl: 'http://127.0.0.1:4001/v1', apiKey: 'demo-key' }

  it('is there from the first start, is the default, and follows its port', async () => {
    const desk = newDesk()
    expect((await run(desk, null, demo)).accounts.list()).toMatchObject([{ isDemo: true, isDefault: true }])
    const moved = await run(desk, null, { ...demo, baseUrl: 'http://127.0.0.1:4002/v1' })
    expect(moved.accounts.list()).toMatchObject([{ baseUrl: 'http://127.0.0.1:4002/v1' }])
    expect(moved.opened).toMatchObject([{ apiKey: 'demo-key' }])
  })

  it('gives way to the account of a run, and is never taken for it', async () => {
    const desk = newDesk()
    const { accounts } = await run(desk, { ...RUN, baseUrl: demo.baseUrl }, demo)
    expect(accounts.list().map((account) => [account.isDemo, account.isDefault])).toEqual([
      [true, false],
      [false, true],
    ])
  })

  it('takes no key', async () => {
    const { accounts } = await run(newDesk(), null, demo)
    await expect(accounts.update({ accountId: 'demo', apiKey: KEY })).rejects.toMatchObject({ field: 'apiKey' })
  })
})

function textOfAllTables(db: Database): string {
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  return names.map((name) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n')
}
