/**
 * Closes the connections that `fetch` keeps for the next request. After a sleep or a change of network they are dead
 * without knowing it, and a request on one hangs until it times out. What is on its way ends on its old connection.
 * Node has no call for this; undici keeps its pool under these names for all of its copies to share.
 */
export function dropIdleConnections(): void {
  const fresh = new Map<Pool, Pool>()
  for (const name of POOL_NAMES) {
    const pool: unknown = Reflect.get(globalThis, name)
    if (!isPool(pool)) continue
    const next = fresh.get(pool) ?? new pool.constructor()
    if (Reflect.set(globalThis, name, next)) fresh.set(pool, next)
  }
  for (const pool of fresh.keys()) void pool.close().catch(() => undefined)
}

interface Pool {
  constructor: new () => Pool
  close(): Promise<void>
}

const POOL_NAMES = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]

/** Only what can be made again with nothing: a pool that somebody has set up stays. */
const isPool = (value: unknown): value is Pool =>
  typeof value === 'object' &&
  value !== null &&
  REMADE.includes(value.constructor.name) &&
  'close' in value &&
  typeof value.close === 'function'

const REMADE = ['Agent', 'EnvHttpProxyAgent']
