import { join } from 'node:path'
import { z } from 'zod'
import type { SecretVault } from '../ports.ts'
import { readPrivateFile, writePrivateFile } from './privateFile.ts'

const secretsSchema = z.record(z.string(), z.string())

export const secretsFilePath = (dataDir: string): string => join(dataDir, 'secrets.json')

/** Secrets in a file that only its owner may read, for machines without a keychain. */
export const createFileVault = (path: string): SecretVault => {
  // One change after the other, so that none is computed from an outdated file.
  let last: Promise<unknown> = Promise.resolve()
  const change = (edit: (secrets: Map<string, string>) => boolean): Promise<void> => {
    const next = last.then(async () => {
      const secrets = await readSecrets(path)
      if (edit(secrets)) {
        await writePrivateFile(path, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`)
      }
    })
    last = next.catch(() => {})
    return next
  }
  return {
    kind: 'file',
    get: async (name) => (await readSecrets(path)).get(name) ?? null,
    set: (name, secret) => change((secrets) => secrets.get(name) !== secret && Boolean(secrets.set(name, secret))),
    delete: (name) => change((secrets) => secrets.delete(name)),
  }
}

/** Rejects when the file is damaged: overwriting it would destroy keys that a person could still save. */
export const readSecrets = async (path: string): Promise<Map<string, string>> => {
  const text = await readPrivateFile(path)
  if (text === null) return new Map()
  try {
    return new Map(Object.entries(secretsSchema.parse(JSON.parse(text))))
  } catch {
    // The parser's own message would quote the file, secrets and all.
    throw new Error(`The file with the keys is damaged: ${path}. Correct or delete it.`)
  }
}
