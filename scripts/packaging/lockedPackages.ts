import { createHash } from 'node:crypto'

/** A package as package-lock.json pins it. */
export interface LockedPackage {
  name: string
  version: string
  /** Subresource integrity, such as `sha512-…`. */
  integrity: string
}

interface LockFile {
  packages: Record<string, { version?: string; integrity?: string } | undefined>
}

/** @throws when the lock does not pin the package */
export const findLocked = (lock: LockFile, name: string): LockedPackage => {
  const entry = lock.packages[`node_modules/${name}`]
  if (entry?.version === undefined || entry.integrity === undefined)
    throw new Error(`package-lock.json does not pin ${name}.`)
  return { name, version: entry.version, integrity: entry.integrity }
}

/** Whether these bytes are what the lock pins. */
export const isIntact = (bytes: Uint8Array, integrity: string): boolean => {
  const [algorithm = '', expected = ''] = integrity.split(/-(.*)/s)
  return algorithm === 'sha512' && createHash('sha512').update(bytes).digest('base64') === expected
}
