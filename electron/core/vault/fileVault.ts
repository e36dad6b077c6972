import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readPrivateFile, writePrivateFile } from './privateFile.ts'
import { SecretFileDamagedError } from './vaultErrors.ts'

const secretsSchema = z.record(z.string(), z.string())

export const secretsFilePath = (dataDir: string): string => join(dataDir, 'secrets.json')

export type FileVault = ReturnType<typeof createFileVault>

/** Secrets in a file that only its owner may read, for machines without a keychain. An empty one is removed. */
export const createFileVault = (path: string) => {
  // One change after the other, so that none is computed from an outdated file.
  let last: Promise<unknown> = Promise.resolve()
  const change = (edit: (secrets: Map<string, string>) => boolean): Promise<void> => {
    const next = last.then(async () => {
      const secrets = await readSecrets(path)
      if (!edit(secrets)) return
      if (secrets.size === 0) await rm(path, { force: true })
      else await writePrivateFile(path, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`)
    })
    last = next.catch(() => {})
    return next
  }
  return {
    all: (): Promise<Map<string, string>> => readSecrets(path),
    get: async (name: string): Promise<string | null> => (await readSecrets(path)).get(name) ?? null,
    set: (name: string, secret: string): Promise<void> =>
      change((secrets) => secrets.get(name) !== secret && Boolean(secrets.set(name, secret))),
    delete: (name: string): Promise<void> => change((secrets) => secrets.delete(name)),
    /** Removes those that are still what they were. */
    deleteUnchanged: (known: ReadonlyMap<string, string>): Promise<void> =>
      change((secrets) => {
        const same = [...known].filter(([name, secret]) => secrets.get(name) === secret)
        for (const [name] of same) secrets.delete(name)
        return same.length > 0
      }),
  }
}

/** @throws SecretFileDamagedError */
const readSecrets = async (path: string): Promise<Map<string, string>> => {
  const text = await readPrivateFile(path)
  if (text === null) return new Map()
  try {
    return new Map(Object.entries(secretsSchema.parse(JSON.parse(text))))
  } catch {
    // The parser's own message would quote the file, secrets and all.
    throw new SecretFileDamagedError(path)
  }
}
