import { randomUUID } from 'node:crypto'
import type { Account, ProviderProfileId } from '../../../shared/accounts/account.ts'
import type { DraftAccount } from '../../../shared/accounts/preset.ts'
import { providerProfileSchema } from '../../../shared/accounts/account.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { ParsedRouteInput } from '../../../shared/ipc/contract.ts'
import type { AccountForRun } from '../hostDeps.ts'
import { createLane, type Lane } from '../jobs/lane.ts'
import type { Clock, Logger, Random, SecretVault, Timer } from '../ports.ts'
import type { ProviderFactory, VideoProvider } from '../providers/videoProvider.ts'
import { noteSecret } from '../logging/knownSecrets.ts'
import { checkProviderUrl } from '../security/providerUrl.ts'
import { createAccountKeys, type KeyReading, type KnownKey, type LateKey } from './accountKeys.ts'
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
  const { accounts, clock } = deps
  const lanes = new Map<string, Lane>()
  const keys = createAccountKeys(deps)
  /** Timers of accounts whose keychain has not answered yet. */
  const waiting = new Set<Timer>()
  let isClosed = false

  function openLane(account: Account, reading: KeyReading | NotNeeded): void {
    const factory = deps.providers[account.provider]
    if (factory === undefined) {
      deps.logger.warn('no adapter for this account', { account: account.id, provider: account.provider })
      return
    }
    const apiKey = reading.kind === 'found' ? reading.apiKey : null
    settleKeyPause(account, reading)
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
      isKeyAwaited: isAway(reading.kind),
    })
    before?.retire()
    lanes.set(account.id, lane)
    if (reading.kind === 'missing') lane.pause('key_missing', KEY_MISSING, 'submit')
    if (reading.kind === 'unreachable') lane.pause('key_unreachable', reading.message, 'submit')
    if (reading.kind === 'late') waitForKey(lane, reading)
  }

  async function readKey(account: Account): Promise<KeyReading | NotNeeded> {
    if (account.isDemo) {
      return deps.demo === null ? { kind: 'not_needed' } : { kind: 'found', apiKey: deps.demo.apiKey }
    }
    const isGiven = account.hasKey || keys.isGiven(account.id)
    return isGiven ? await keys.read(account.id) : { kind: 'not_needed' }
  }

  /** A pause for a key ends when the key is there again, by whichever way; another reason takes the place of the old one. */
  function settleKeyPause(account: Account, { kind }: KeyReading | NotNeeded): void {
    const reason = account.pause?.reason
    if (reason !== 'key_missing' && reason !== 'key_unreachable') return
    if (reason === (kind === 'missing' ? 'key_missing' : isAway(kind) ? 'key_unreachable' : null)) return
    accounts.setPause(account.id, null)
    account.pause = null
  }

  /** The account works as soon as the keychain is unlocked; whoever is away from the screen is told after a while. */
  function waitForKey(lane: Lane, { arrives, message }: LateKey): void {
    const { id } = lane.account
    const timer = clock.after(TOLD_AFTER_MS, () => lane.pause('key_unreachable', message, 'submit'))
    waiting.add(timer)
    const arrived = (reading: KnownKey): void => {
      timer.cancel()
      waiting.delete(timer)
      if (isClosed || lanes.get(id) !== lane) return
      openLane(mustFind(id), reading)
      deps.onChanged(id)
    }
    arrives.then(arrived).catch((error: unknown) => {
      deps.logger.error('an account could not be opened with its key', { account: id, error })
    })
  }

  async function reopen(accountId: string): Promise<Account> {
    const reading = await readKey(mustFind(accountId))
    // Meanwhile it may have been changed.
    const account = mustFind(accountId)
    openLane(account, reading)
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
    concurrency: number | null
    requestsPerMinute: number | null
    /** Sees to the key of the new account; whether it has one that is kept. */
    keepKey(accountId: string): Promise<boolean>
  }): Promise<Account> {
    const id = `account_${randomUUID().replaceAll('-', '')}`
    const hasKey = await input.keepKey(id)
    accounts.insert({
      id,
      name: input.name,
      provider: DEFAULT_PROVIDER,
      profile: input.profile,
      baseUrl: input.baseUrl,
      isDemo: false,
      hasKey,
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
      const keepKey = async (id: string): Promise<boolean> =>
        apiKey !== null && (await keys.useInThisRun(id, apiKey)).isKept
      const added = await add({ name, baseUrl, profile, concurrency, requestsPerMinute, keepKey })
      accounts.makeDefault(added.id)
      return
    }
    const given = apiKey === null ? null : await keys.useInThisRun(existing.id, apiKey)
    accounts.update({
      ...existing,
      profile,
      hasKey: existing.hasKey || given?.isKept === true,
      concurrency: concurrency ?? existing.concurrency,
      requestsPerMinute: requestsPerMinute ?? existing.requestsPerMinute,
    })
    if (given?.isNew === true) accounts.setPause(existing.id, null)
    accounts.makeDefault(existing.id)
  }

  /** A crash before this leaves a removed account that is known to have a key: the next start comes back to it. */
  async function forgetKey(accountId: string): Promise<void> {
    try {
      await keys.forget(accountId)
      if (!isClosed) accounts.forgetKey(accountId)
    } catch (error) {
      deps.logger.warn('the key of a removed account could not be deleted', {
        account: accountId,
        error: String(error),
      })
    }
  }

  function setPaused(accountId: string, isPaused: boolean): Account {
    mustFind(accountId)
    const message = 'This account is paused. Resume it to send its queued jobs.'
    const pause = isPaused ? { reason: 'user' as const, message, since: clock.now() } : null
    accounts.setPause(accountId, pause)
    const lane = lanes.get(accountId)
    if (lane !== undefined) lane.account.pause = pause
    deps.onChanged(accountId)
    return mustFind(accountId)
  }

  return {
    lanes: () => lanes.values(),
    lane: (accountId: string): Lane | null => lanes.get(accountId) ?? null,
    list: () => accounts.all(),
    /** Those that only their jobs still name. */
    removed: () => accounts.removed(),
    default: () => accounts.default(),

    async open(forRun: AccountForRun | null): Promise<void> {
      const forgotten = accounts.removed().filter(({ hasKey }) => hasKey)
      await Promise.all(forgotten.map(({ id }) => forgetKey(id)))
      ensureDemo()
      if (forRun !== null) await ensureForRun(forRun)
      const opened = accounts.all().filter(({ isDemo }) => !isDemo || deps.demo !== null)
      // All at once: a keychain that asks the person delays the start by one wait, not by one for each account.
      const readings = await Promise.all(opened.map(async (account) => ({ account, reading: await readKey(account) })))
      for (const { account, reading } of readings) openLane(account, reading)
    },

    /** Nothing arrives any more. */
    close(): void {
      isClosed = true
      for (const timer of waiting) timer.cancel()
    },

    async create(input: ParsedRouteInput<'accounts.create'>): Promise<Account> {
      const added = await add({
        name: input.name,
        baseUrl: acceptUrl(input.baseUrl),
        profile: input.profile,
        concurrency: input.concurrency ?? null,
        requestsPerMinute: input.requestsPerMinute ?? null,
        async keepKey(id) {
          if (input.apiKey === undefined) return false
          await keys.save(id, input.apiKey)
          return true
        },
      })
      if (input.makeDefault === true) accounts.makeDefault(added.id)
      return reopen(added.id)
    },

    /** An adapter for an endpoint that is no account yet; nothing of it is kept. */
    tryOut(draft: DraftAccount): VideoProvider {
      const factory = deps.providers[DEFAULT_PROVIDER]
      if (factory === undefined) throw new Error(`There is no adapter named ${DEFAULT_PROVIDER}.`)
      const { baseUrl, profile, apiKey = null } = draft
      if (apiKey !== null) noteSecret(apiKey)
      return factory({ id: 'draft', baseUrl: acceptUrl(baseUrl), profile, apiKey }, { now: () => clock.now() })
    },

    async update(input: ParsedRouteInput<'accounts.update'>): Promise<Account> {
      if (input.apiKey !== undefined && mustFind(input.accountId).isDemo) {
        throw new IpcError('invalid', 'The demo account needs no key.', 'apiKey')
      }
      if (input.apiKey !== undefined) await keys.save(input.accountId, input.apiKey)
      const account = mustFind(input.accountId)
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

    /** Also looks for a key that could not be reached. */
    async resume(accountId: string): Promise<Account> {
      const account = setPaused(accountId, false)
      return lanes.get(accountId)?.isKeyAwaited === true ? await reopen(accountId) : account
    },

    setPaused,
  }
}

export const DEMO_ID = 'demo'
const DEFAULT_PROVIDER = 'openai-videos'
const DEFAULT_CONCURRENCY = 4
const DEFAULT_REQUESTS_PER_MINUTE = 600

interface NotNeeded {
  kind: 'not_needed'
}

/** It is somewhere, so nothing is sent without it. */
const isAway = (kind: KeyReading['kind'] | NotNeeded['kind']): boolean => kind === 'unreachable' || kind === 'late'

const KEY_MISSING = 'The key of this account is no longer in the key store. Set it again to go on.'
/** A person who has just logged in is given this long to unlock the keychain before it is worth a notice. */
const TOLD_AFTER_MS = 30_000

const acceptUrl = (text: string): string => {
  const decision = checkProviderUrl(text)
  if (!decision.isAllowed) throw new IpcError('invalid', decision.reason, 'baseUrl')
  return decision.url
}
