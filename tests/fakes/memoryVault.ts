import type { SecretVault } from '../../electron/core/ports.ts'

/** A key store that ends with its test. */
export const createMemoryVault = (): SecretVault => {
  const secrets = new Map<string, string>()
  return {
    kind: 'memory',
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, secret) => void secrets.set(name, secret),
    delete: async (name) => void secrets.delete(name),
  }
}
