import { createHash, randomUUID } from 'node:crypto'

/** The system's keychain, as far as it is used here. */
export interface Keychain {
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
}

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
  return oneAtATime({
    get: (name) => entry(name).getPassword(),
    set: (name, secret) => entry(name).setPassword(secret),
    delete: async (name) => void (await entry(name).deletePassword()),
  })
}

/**
 * Each call waits on one of the few threads that Node also reads files with, and one that shows a question waits until
 * somebody answers it: several at once would bring everything to a halt.
 */
export const oneAtATime = (keychain: Keychain): Keychain => {
  let last: Promise<unknown> = Promise.resolve()
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }
  return {
    get: (name) => after(() => keychain.get(name)),
    set: (name, secret) => after(() => keychain.set(name, secret)),
    delete: (name) => after(() => keychain.delete(name)),
  }
}

/**
 * Whether there is a keychain at all: asks for something that nobody can have saved. That opens no dialog, also where the
 * keychain is locked. Rejects where there is none.
 */
export const checkKeychain = async (keychain: Keychain): Promise<void> => {
  if ((await keychain.get(`probe-${randomUUID()}`)) !== null) throw new Error('The keychain answers with nonsense.')
}

/** Saves and looks whether it is there: some keychains take everything and keep nothing. */
export const saveSurely = async (keychain: Keychain, name: string, secret: string): Promise<void> => {
  await keychain.set(name, secret)
  if ((await keychain.get(name)) !== secret) {
    throw new Error('The keychain did not give back what was put into it.')
  }
}
