import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readPrivateFile, writePrivateFile } from '../core/vault/privateFile.ts'

/** The token kept in the data folder, made on first use. It stays the same over restarts. */
export const readOrMakeToken = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'server-token')
  const kept = (await readPrivateFile(path))?.trim()
  // Anything shorter was cut off or edited; a weak token is worse than a new one.
  if (kept !== undefined && /^[A-Za-z0-9_-]{43}$/.test(kept)) return kept
  const token = randomBytes(32).toString('base64url')
  await writePrivateFile(path, `${token}\n`)
  return token
}
