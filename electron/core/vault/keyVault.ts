import { createHash, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Clock, Logger, SecretVault } from '../ports.ts'
import { createFileVault, readSecrets, secretsFilePath } from './fileVault.ts'

/** The system's keychain, as far as it is used here. */
export interface Keychain {
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
}

/** A keychain may open a dialog that nobody answers on a machine without a display. */
const PROBE_TIMEOUT_MS = 3000

/**
 * Under which service the keys of a data folder are kept. The desktop shell must use the same name.
 * Other folders get their own, so that a trial run never overwrites the keys of the real library.
 */
export const keychainService = (dataDir: string, defaultDataDir: string): string =>
  dataDir === defaultDataDir ? 'Dailies' : `Dailies ${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`

/** Rejects where this platform has no keychain library. */
export const openSystemKeychain = async (service: string): Promise<Keychain> => {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  // Without this, Linux falls back to the kernel's keyring, which forgets everything at reboot.
  const entry = (name: string) => new AsyncEntry(service, name, { linux: { store: 'secret-service' } })
  return {
    get: (name) => entry(name).getPassword(),
    set: (name, secret) => entry(name).setPassword(secret),
    delete: async (name) => void (await entry(name).deletePassword()),
  }
}

export interface VaultDeps {
  dataDir: string
  openKeychain: () => Promise<Keychain>
  clock: Clock
  logger: Logger
}

/** The keychain where one works (tried once, now), otherwise a file that only its owner may read. */
export const openVault = async ({ dataDir, openKeychain, clock, logger }: VaultDeps): Promise<SecretVault> => {
  const path = secretsFilePath(dataDir)
  try {
    const keychain = await withTimeout(clock, PROBE_TIMEOUT_MS, tryKeychain(openKeychain))
    await moveFileSecrets(path, keychain, logger)
    return { kind: 'keychain', ...keychain }
  } catch (error) {
    logger.warn(`No system keychain here: keys are kept in ${path}, which only its owner may read.`)
    logger.debug('Why there is no keychain.', { error })
    return createFileVault(path)
  }
}

const tryKeychain = async (openKeychain: () => Promise<Keychain>): Promise<Keychain> => {
  const keychain = await openKeychain()
  const name = `probe-${randomUUID()}`
  await keychain.set(name, name)
  const kept = await keychain.get(name)
  await keychain.delete(name)
  if (kept !== name) throw new Error('The keychain did not give back what was put into it.')
  return keychain
}

/** Keys written while there was no keychain; the file goes only after all of them have moved. */
const moveFileSecrets = async (path: string, keychain: Keychain, logger: Logger): Promise<void> => {
  try {
    const secrets = await readSecrets(path)
    if (secrets.size === 0) return
    for (const [name, secret] of secrets) await keychain.set(name, secret)
    await rm(path, { force: true })
    logger.info(`Moved ${secrets.size} keys from ${path} to the system keychain.`)
  } catch (error) {
    logger.warn(`The keys in ${path} could not be moved to the system keychain; they stay there.`, { error })
  }
}

const withTimeout = async <T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = clock.after(timeoutMs, () => reject(new Error(`No answer within ${timeoutMs} ms.`)))
  try {
    return await Promise.race([work, late])
  } finally {
    timer.cancel()
  }
}
