import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { noteSecret } from '../logging/knownSecrets.ts'
import type { Clock, Logger, SecretVault } from '../ports.ts'
import {
  SecretFileDamagedError,
  SecretNotKeptError,
  SecretOutOfReachError,
  type KeychainTrouble,
} from '../vault/vaultErrors.ts'

export type KeyReading = KnownKey | LateKey

export type KnownKey =
  | { kind: 'found'; apiKey: string }
  /** It is nowhere any more. */
  | { kind: 'missing' }
  /** It is somewhere, but not to be had now; the sentence says where and what to do. */
  | { kind: 'unreachable'; message: string }

/** The keychain has not answered yet. */
export interface LateKey {
  kind: 'late'
  message: string
  arrives: Promise<KnownKey>
}

export type AccountKeys = ReturnType<typeof createAccountKeys>

/** A start waits no longer than this for a keychain that may be asking the person to unlock it. */
const START_WAIT_MS = 300

/** The keys of accounts: out of the vault, into it, and what to say when it does not work. */
export const createAccountKeys = ({ vault, clock, logger }: { vault: SecretVault; clock: Clock; logger: Logger }) => {
  /** Given for this run; used whether or not they can be kept. */
  const ofThisRun = new Map<string, string>()

  const soon = async <T>(work: Promise<T>): Promise<T | typeof LATE> => {
    const { promise: late, resolve } = Promise.withResolvers<typeof LATE>()
    const timer = clock.after(START_WAIT_MS, () => resolve(LATE))
    try {
      return await Promise.race([work, late])
    } finally {
      timer.cancel()
    }
  }

  /** Waits no longer than a start may. */
  const read = async (accountId: string): Promise<KeyReading> => {
    const given = ofThisRun.get(accountId)
    if (given !== undefined) return { kind: 'found', apiKey: given }
    const reading = readVault(vault, keyName(accountId))
    const known = await soon(reading)
    return known === LATE ? { kind: 'late', message: LOCKED_AWAY.silent, arrives: reading } : known
  }

  return {
    read,

    /** Whether there is one that was given for this run only. */
    isGiven: (accountId: string): boolean => ofThisRun.has(accountId),

    /** @throws IpcError naming `apiKey`, with the ways out */
    async save(accountId: string, apiKey: string): Promise<void> {
      noteSecret(apiKey)
      try {
        await vault.set(keyName(accountId), apiKey)
      } catch (error) {
        if (error instanceof SecretNotKeptError) throw new IpcError('conflict', NOT_KEPT[error.trouble], 'apiKey')
        if (error instanceof SecretFileDamagedError) throw new IpcError('conflict', error.message, 'apiKey')
        throw error
      }
      ofThisRun.delete(accountId)
    },

    /** Uses a key in this run, and keeps it for the next ones where that is possible. */
    async useInThisRun(accountId: string, apiKey: string): Promise<{ isNew: boolean; isKept: boolean }> {
      noteSecret(apiKey)
      const before = await read(accountId)
      ofThisRun.set(accountId, apiKey)
      const saving = vault.set(keyName(accountId), apiKey).then(
        () => true,
        (error: unknown) => {
          logger.warn('The key that was given for this run could not be kept for the next ones.', { error })
          return false
        },
      )
      const isKept = await soon(saving)
      return { isNew: before.kind !== 'found' || before.apiKey !== apiKey, isKept: isKept !== false }
    },

    /** Rejects where it is not known whether the key is gone. */
    async forget(accountId: string): Promise<void> {
      ofThisRun.delete(accountId)
      const gone = await soon(vault.delete(keyName(accountId)).then(() => true))
      if (gone === LATE) throw new SecretOutOfReachError('silent')
    },
  }
}

const LATE = Symbol('late')

const keyName = (accountId: string): string => `account:${accountId}`

const readVault = async (vault: SecretVault, name: string): Promise<KnownKey> => {
  try {
    const apiKey = await vault.get(name)
    if (apiKey === null) return { kind: 'missing' }
    noteSecret(apiKey)
    return { kind: 'found', apiKey }
  } catch (error) {
    if (error instanceof SecretOutOfReachError) return { kind: 'unreachable', message: LOCKED_AWAY[error.trouble] }
    if (error instanceof SecretFileDamagedError) return { kind: 'unreachable', message: error.message }
    throw error
  }
}

const LOCKED_AWAY: Record<KeychainTrouble, string> = {
  absent:
    'The key of this account was saved in a keychain that cannot be reached from here. Start Dailies in the desktop session in which it was saved, or give the key again.',
  closed:
    'The key of this account is in the keychain of this computer, which is locked or refused to hand it out. Unlock it and resume the account, or give the key again.',
  silent:
    'The key of this account is in the keychain of this computer, which has not been unlocked yet. Answer its question on the screen; then the jobs go on by themselves.',
}

const OR_A_FILE = 'or allow keys in a file under Settings > Accounts (every program that you run can read it)'
const NOT_KEPT: Record<KeychainTrouble, string> = {
  absent: `The key (apiKey) was not saved: this system has no keychain that works. Set one up, such as GNOME Keyring or KWallet, and start Dailies again, ${OR_A_FILE}.`,
  closed: `The key (apiKey) was not saved: the keychain of this computer is locked or refused it. Unlock it and try again, ${OR_A_FILE}.`,
  silent: `The key (apiKey) was not saved: the keychain of this computer did not answer in time. Answer its question on the screen and try again, ${OR_A_FILE}.`,
}
