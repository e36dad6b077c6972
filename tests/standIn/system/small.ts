import { Buffer } from 'node:buffer'
import { requireReady } from '../app/appEvents.ts'
import { part } from '../machine/member.ts'
import { options } from '../machine/options.ts'

/** Modules of which an app like this uses little. */

let clipboardText = ''
export const clipboard = part<Electron.Clipboard>('clipboard', {
  readText: () => Promise.resolve(clipboardText),
  writeText: (text) => {
    clipboardText = text
    return Promise.resolve()
  },
  clear: () => {
    clipboardText = ''
  },
})

export const crashReporter = part<Electron.CrashReporter>('crashReporter', {
  start: () => {},
  addExtraParameter: () => {},
  removeExtraParameter: () => {},
  getParameters: () => ({}),
  getUploadToServer: () => false,
  setUploadToServer: () => {},
  getLastCrashReport: () => null,
})

const shortcuts = new Map<string, () => void>()
export const globalShortcut = part<Electron.GlobalShortcut>('globalShortcut', {
  register: (accelerator, run) => {
    requireReady('globalShortcut cannot be used')
    shortcuts.set(accelerator, run)
    return true
  },
  isRegistered: (accelerator) => shortcuts.has(accelerator),
  unregister: (accelerator) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
})

/** Marks what it has encrypted, so that a test can tell it from the plain text. Hides nothing. */
const PREFIX = 'stand-in:'
const encrypt = (text: string): Buffer => Buffer.from(PREFIX + Buffer.from(text).toString('base64'))
const decrypt = (encrypted: Buffer): string => {
  const text = encrypted.toString()
  if (!text.startsWith(PREFIX)) throw new Error('Error while decrypting the ciphertext provided to safeStorage.')
  return Buffer.from(text.slice(PREFIX.length), 'base64').toString()
}
const hasKeychain = (): boolean => options.keychain === 'works'

export const safeStorage = part<Electron.SafeStorage>('safeStorage', {
  isAsyncEncryptionAvailable: () => Promise.resolve(hasKeychain()),
  getSelectedStorageBackend: () => (hasKeychain() ? 'gnome_libsecret' : 'basic_text'),
  setUsePlainTextEncryption: () => {},
  encryptStringAsync: (text) => Promise.resolve(encrypt(text)),
  decryptStringAsync: (encrypted) => Promise.resolve({ result: decrypt(encrypted), shouldReEncrypt: false }),
})
