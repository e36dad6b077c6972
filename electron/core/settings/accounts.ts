import { randomUUID } from 'node:crypto'
import type { Account, ProviderProfileId } from '../../../shared/accounts/account.ts'
import type { DraftAccount } from '../../../shared/accounts/preset.ts'
import { providerProfileSchema } from '../../../shared/accounts/account.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { ParsedRouteInput } from '../../../shared/ipc/contract.ts'
import type { AccountForRun } from '../hostDeps.ts'
import { createLane, type Lane } from '../jobs/lane.ts'
import type { Clock, Logger, Random, SecretVault } from '../ports.ts'
import type { ProviderFactory, VideoProvider } from '../providers/videoProvider.ts'
import { checkProviderUrl } from '../security/providerUrl.ts'
import type { AccountRepository } from './accountRepository.ts'

export interface AccountsDeps {
  accounts: AccountRepository
  vault: SecretVault
  providers: Record<string, ProviderFactory>
  clock: Clock
  random: Random
  logger: Logger
  demo: { baseUrl: string; apiKey: string } | null
  onChanged: (accountId: string) => void
  /** For the history of requests. */
  onRequest?: (() => void) | undefined
  onThrottled?: (() => void) | undefined
}

export type Accounts = ReturnType<typeof createAccounts>

/** Accounts and the lanes that work for them. Keys go from the vault straight into the adapter. */
export function createAccounts(deps: AccountsDeps) {
  const { accounts, clock, vault } = deps
  const lanes = new Map<string, Lane>()

  async function openLane(account: Account): Promise<Lane | null> {
    const factory = deps.providers[account.provider]
    if (factory === undefined) {
      deps.logger.warn('no adapter for this account', { account: account.id, provider: account.provider })
      return null
    }
    const apiKey = account.isDemo
      ? (deps.demo?.apiKey ?? null)
      : account.hasKey
        ? await vault.get(keyName(account.id))
        : null
    const { id, baseUrl, profile } = account
    const provider = factory({ id, baseUrl, profile, apiKey }, { now: () => clock.now() })
    const { random, logger, onChanged, onRequest, onThrottled } = deps
    const before = lanes.get(account.id)
    const isSameLimit = before?.account.requestsPerMinute === account.requestsPerMinute
    const budget = before !== undefined && isSameLimit ? before.budget : null
    const lane = createLane({
      account,
      provider,
      accounts,
      clock,
      random,
      logger,
      onChanged,
      onRequest,
      onThrottled,
      budget,
    })
    before?.retire()
    lanes.set(account.id, lane)
    if (account.hasKey && apiKey === null && !account.isDemo) {
      lane.pause(
        'key_missing',
        'The key of this account is no longer in the key store. Set it again to go on.',
        'submit',
      )
    }
    return lane
  }

  async function reopen(accountId: string): Promise<Account> {
    const account = mustFind(accountId)
    await openLane(account)
    deps.onChanged(accountId)
    return account
  }

  function mustFind(accountId: string): Account {
    const account = accounts.byId(accountId)
    if (account === null) throw new IpcError('not_found', `There is no account ${accountId}.`, 'accountId')
    return account
  }

  /** The demo listens on another port at every start; its account stays the same. */
  function ensureDemo(): void {
    if (deps.demo === null) return
    const { baseUrl } = deps.demo
    const existing = accounts.byId(DEMO_ID)
    if (existing !== null) accounts.update({ ...existing, baseUrl })
    else {
      accounts.insert({
        id: DEMO_ID,
        name: 'Demo',
        provider: DEFAULT_PROVIDER,
        profile: 'sora',
        baseUrl,
        isDemo: true,
        hasKey: true,
        concurrency: DEFAULT_CONCURRENCY,
        requestsPerMinute: DEFAULT_REQUESTS_PER_MINUTE,
        createdAt: clock.now(),
      })
    }
    if (accounts.default() === null) accounts.makeDefault(DEMO_ID)
  }

  async function add(input: {
    name: string
    baseUrl: string
    profile: ProviderProfileId
    apiKey: string | null
    concurrency: number | null
    requestsPerMinute: number | null
  }): Promise<Account> {
    const id = `account_${randomUUID().replaceAll('-', '')}`
    if (input.apiKey !== null) await vault.set(keyName(id), input.apiKey)
    accounts.insert({
      id,
      name: input.name,
      provider: DEFAULT_PROVIDER,
      profile: input.profile,
      baseUrl: input.baseUrl,
      isDemo: false,
      hasKey: input.apiKey !== null,
      concurrency: input.concurrency ?? DEFAULT_CONCURRENCY,
      requestsPerMinute: input.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE,
      createdAt: clock.now(),
    })
    return mustFind(id)
  }

  /** The same URL is the same account after a restart; a key that came along lifts a pause for a bad one. */
  async function ensureForRun(run: AccountForRun): Promise<void> {
    const profile = providerProfileSchema.parse(run.profile)
    const baseUrl = acceptUrl(run.baseUrl)
    const existing = accounts.byBaseUrl(baseUrl)
    const { apiKey, concurrency, requestsPerMinute } = run
    if (existing === null) {
      const name = new URL(baseUrl).host
      const added = await add({ name, baseUrl, profile, apiKey, concurrency, requestsPerMinute })
      accounts.makeDefault(added.id)
      return
    }
    const hasNewKey = apiKey !== null && apiKey !== (await vault.get(keyName(existing.id)))
    if (apiKey !== null) await vault.set(keyName(existing.id), apiKey)
    accounts.update({
      ...existing,
      profile,
      hasKey: existing.hasKey || apiKey !== null,
      concurrency: concurrency ?? existing.concurrency,
      requestsPerMinute: requestsPerMinute ?? existing.requestsPerMinute,
    })
    if (hasNewKey || (apiKey !== null && existing.pause?.reason === 'key_missing')) accounts.setPause(existing.id, null)
    accounts.makeDefault(existing.id)
  }

  /** A crash before this leaves a removed account that is known to have a key: the next start comes back to it. */
  async function forgetKey(accountId: string): Promise<void> {
    try {
      await vault.delete(keyName(accountId))
      accounts.forgetKey(accountId)
    } catch (error) {
      deps.logger.warn('the key of a removed account could not be deleted', {
        account: accountId,
        error: String(error),
      })
    }
  }

  return {
    lanes: () => lanes.values(),
    lane: (accountId: string): Lane | null => lanes.get(accountId) ?? null,
    list: () => accounts.all(),
    /** Those that only their jobs still name. */
    removed: () => accounts.removed(),
    default: () => accounts.default(),

    async open(forRun: AccountForRun | null): Promise<void> {
      for (const account of accounts.removed()) if (account.hasKey) await forgetKey(account.id)
      ensureDemo()
      if (forRun !== null) await ensureForRun(forRun)
      for (const account of accounts.all()) {
        if (!account.isDemo || deps.demo !== null) await openLane(account)
      }
    },

    async create(input: ParsedRouteInput<'accounts.create'>): Promise<Account> {
      const added = await add({
        name: input.name,
        baseUrl: acceptUrl(input.baseUrl),
        profile: input.profile,
        apiKey: input.apiKey ?? null,
        concurrency: input.concurrency ?? null,
        requestsPerMinute: input.requestsPerMinute ?? null,
      })
      if (input.makeDefault === true) accounts.makeDefault(added.id)
      return reopen(added.id)
    },

    /** An adapter for an endpoint that is no account yet; nothing of it is kept. */
    tryOut(draft: DraftAccount): VideoProvider {
      const factory = deps.providers[DEFAULT_PROVIDER]
      if (factory === undefined) throw new Error(`There is no adapter named ${DEFAULT_PROVIDER}.`)
      const { baseUrl, profile, apiKey = null } = draft
      return factory({ id: 'draft', baseUrl: acceptUrl(baseUrl), profile, apiKey }, { now: () => clock.now() })
    },

    async update(input: ParsedRouteInput<'accounts.update'>): Promise<Account> {
      const account = mustFind(input.accountId)
      if (input.apiKey !== undefined && account.isDemo) {
        throw new IpcError('invalid', 'The demo account needs no key.', 'apiKey')
      }
      if (input.apiKey !== undefined) await vault.set(keyName(account.id), input.apiKey)
      accounts.update({
        ...account,
        name: input.name ?? account.name,
        hasKey: account.hasKey || input.apiKey !== undefined,
        concurrency: input.concurrency ?? account.concurrency,
        requestsPerMinute: input.requestsPerMinute ?? account.requestsPerMinute,
      })
      if (input.apiKey !== undefined && account.pause?.reason !== 'user') accounts.setPause(account.id, null)
      if (input.makeDefault === true) accounts.makeDefault(account.id)
      return reopen(account.id)
    },

    /**
     * Lets go of an account without unfinished jobs; its key goes, its history stays.
     * @throws IpcError `conflict` for the demo
     */
    async remove(accountId: string): Promise<void> {
      const account = mustFind(accountId)
      if (account.isDemo) throw new IpcError('conflict', 'The demo account stays. Pause it instead.', 'accountId')
      accounts.remove(accountId, clock.now())
      lanes.get(accountId)?.retire()
      lanes.delete(accountId)
      const [next] = accounts.all()
      if (account.isDefault && next !== undefined) accounts.makeDefault(next.id)
      deps.onChanged(accountId)
      if (account.hasKey) await forgetKey(accountId)
    },

    setPaused(accountId: string, isPaused: boolean): Account {
      mustFind(accountId)
      const message = 'This account is paused. Resume it to send its queued jobs.'
      const pause = isPaused ? { reason: 'user' as const, message, since: clock.now() } : null
      accounts.setPause(accountId, pause)
      const lane = lanes.get(accountId)
      if (lane !== undefined) lane.account.pause = pause
      deps.onChanged(accountId)
      return mustFind(accountId)
    },
  }
}

export const DEMO_ID = 'demo'
const DEFAULT_PROVIDER = 'openai-videos'
const DEFAULT_CONCURRENCY = 4
const DEFAULT_REQUESTS_PER_MINUTE = 600

const keyName = (accountId: string): string => `account:${accountId}`

const acceptUrl = (text: string): string => {
  const decision = checkProviderUrl(text)
  if (!decision.isAllowed) throw new IpcError('invalid', decision.reason, 'baseUrl')
  return decision.url
}
