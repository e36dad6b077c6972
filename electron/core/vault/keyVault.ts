import type { Clock, Logger, SecretVault } from '../ports.ts'
import { createFileVault, secretsFilePath, type FileVault } from './fileVault.ts'
import { checkKeychain, saveSurely, type Keychain } from './systemKeychain.ts'
import { SecretNotKeptError, SecretOutOfReachError, type KeychainTrouble } from './vaultErrors.ts'

export interface VaultDeps {
  dataDir: string
  openKeychain: () => Promise<Keychain>
  /** Whether secrets may be kept in a file where there is no keychain; can be changed later. */
  mayUseFile: boolean
  clock: Clock
  logger: Logger
}

/** Starting a keychain takes a desktop a moment after login; one that takes longer counts as absent until it answers. */
const PROBE_TIMEOUT_MS = 3000
/** How long a person has to unlock a keychain that was asked to take a secret. */
const SAVE_TIMEOUT_MS = 25_000

/**
 * The keychain, and behind it a file that only its owner may read, for the library of one folder, whichever door opened it.
 * What is in the file is newer: it was written while the keychain was out of reach, and moves there as soon as it is back.
 * Opening waits for nothing; reading and saving wait for the keychain as long as it takes to know whether there is one.
 */
export const openVault = ({ dataDir, openKeychain, mayUseFile, clock, logger }: VaultDeps): SecretVault => {
  const path = secretsFilePath(dataDir)
  const file = createFileVault(path)
  let isFileAllowed = mayUseFile
  let isThere: boolean | null = null

  const opening = open(openKeychain)
  opening.then(
    () => {
      isThere = true
    },
    (error: unknown) => {
      isThere = false
      logger.debug('Why there is no keychain.', { error })
      if (isFileAllowed)
        logger.warn(`No system keychain here: keys are kept in ${path}, which only its owner may read.`)
      else logger.warn('No system keychain here: keys can be used, but none can be saved.')
    },
  )
  const moved = opening.then((keychain) => moveFileSecrets(path, file, keychain, logger)).catch(() => {})

  const keychainWithin = async (timeoutMs: number): Promise<Keychain | KeychainTrouble> => {
    const waited = await within(clock, timeoutMs, opening)
    return waited === 'late' ? 'silent' : waited.ok ? waited.value : 'absent'
  }

  const saveInKeychain = async (name: string, secret: string): Promise<KeychainTrouble | null> => {
    const keychain = await keychainWithin(PROBE_TIMEOUT_MS)
    if (typeof keychain === 'string') return keychain
    const saving = moved.then(() => saveSurely(keychain, name, secret))
    const saved = await within(clock, SAVE_TIMEOUT_MS, saving)
    if (saved === 'late') return 'silent'
    if (saved.ok) return null
    logger.warn('The system keychain did not take a key.', { error: saved.error })
    return 'closed'
  }

  return {
    get kind() {
      return isThere === false ? (isFileAllowed ? 'file' : 'none') : 'keychain'
    },
    allowFile(isAllowed) {
      isFileAllowed = isAllowed
    },

    async get(name) {
      const inFile = await file.get(name)
      if (inFile !== null) return inFile
      const keychain = await opening.catch((cause: unknown) => {
        throw new SecretOutOfReachError('absent', { cause })
      })
      try {
        return await keychain.get(name)
      } catch (cause) {
        throw new SecretOutOfReachError('closed', { cause })
      }
    },

    async set(name, secret) {
      const trouble = await saveInKeychain(name, secret)
      if (trouble === null) return await file.delete(name)
      if (!isFileAllowed) throw new SecretNotKeptError(trouble)
      await file.set(name, secret)
    },

    async delete(name) {
      await moved
      const wasInFile = (await file.get(name)) !== null
      await file.delete(name)
      const keychain = await keychainWithin(PROBE_TIMEOUT_MS)
      if (typeof keychain !== 'string') await keychain.delete(name)
      else if (!wasInFile) throw new SecretOutOfReachError(keychain)
    },
  }
}

const open = async (openKeychain: () => Promise<Keychain>): Promise<Keychain> => {
  const keychain = await openKeychain()
  await checkKeychain(keychain)
  return keychain
}

/** Secrets leave the file only after all of them have arrived; those that were changed meanwhile stay for the next time. */
const moveFileSecrets = async (path: string, file: FileVault, keychain: Keychain, logger: Logger): Promise<void> => {
  try {
    const secrets = await file.all()
    if (secrets.size === 0) return
    for (const [name, secret] of secrets) await saveSurely(keychain, name, secret)
    await file.deleteUnchanged(secrets)
    logger.info(`Moved ${secrets.size} keys from ${path} to the system keychain.`)
  } catch (error) {
    logger.warn(`The keys in ${path} could not be moved to the system keychain; they stay there.`, { error })
  }
}

type Waited<T> = 'late' | { ok: true; value: T } | { ok: false; error: unknown }

const within = async <T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<Waited<T>> => {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = clock.after(timeoutMs, () => resolve('late'))
  const settled = work.then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, error }) as const,
  )
  try {
    return await Promise.race([settled, late])
  } finally {
    timer.cancel()
  }
}
