import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Keyring from '@napi-rs/keyring'
import { lacks, newable } from './machine/member.ts'
import { options } from './machine/options.ts'

/** The system's keychain. It belongs to the machine, so it lies outside the app's folders and outlives the app. */

const file = (): string => join(options.systemDir, 'keychain.json')

const read = (): Record<string, string> => {
  if (options.keychain === 'none')
    throw new Error('The name org.freedesktop.secrets was not provided by any .service files')
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}

const write = (secrets: Record<string, string>): void => {
  mkdirSync(options.systemDir, { recursive: true })
  writeFileSync(file(), JSON.stringify(secrets))
}

type AsyncMembers = Partial<Keyring.AsyncEntry>

const createEntry = (service: string, username: string): Keyring.AsyncEntry => {
  const key = `${service}\n${username}`
  const remove = async (): Promise<boolean> => {
    const { [key]: gone, ...rest } = read()
    write(rest)
    return await Promise.resolve(gone !== undefined)
  }
  return {
    setPassword: async (password) => await Promise.resolve(write({ ...read(), [key]: password })),
    getPassword: async () => await Promise.resolve(read()[key] ?? null),
    deletePassword: remove,
    deleteCredential: remove,
    setSecret: () => lacks('AsyncEntry.setSecret'),
    getSecret: () => lacks('AsyncEntry.getSecret'),
  } satisfies AsyncMembers
}

export const AsyncEntry = newable<typeof Keyring.AsyncEntry>('keyring.AsyncEntry', createEntry, {
  withTarget: () => lacks('AsyncEntry.withTarget'),
})
