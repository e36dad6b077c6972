import type { Database } from 'better-sqlite3'
import type { Account, AccountPause, ProviderProfileId } from '../../../shared/accounts/account.ts'

export type AccountRepository = ReturnType<typeof createAccountRepository>

interface AccountRow {
  id: string
  name: string
  provider: string
  profile: string
  baseUrl: string
  isDemo: number
  isDefault: number
  hasKey: number
  concurrency: number
  requestsPerMinute: number
  pauseReason: AccountPause['reason'] | null
  pauseMessage: string | null
  pauseSaid: string | null
  pausedAt: number | null
  holdUntil: number | null
  createdAt: number
  removedAt: number | null
}

/** SQL for `accounts`. */
export function createAccountRepository(db: Database) {
  const select = `SELECT id, name, provider, profile, base_url AS baseUrl, is_demo AS isDemo, is_default AS isDefault,
    has_key AS hasKey, concurrency, requests_per_minute AS requestsPerMinute, pause_reason AS pauseReason,
    pause_message AS pauseMessage, pause_said AS pauseSaid, paused_at AS pausedAt, hold_until AS holdUntil, created_at AS createdAt, removed_at AS removedAt FROM accounts`
  const all = db.prepare<[], AccountRow>(`${select} WHERE removed_at IS NULL ORDER BY is_demo DESC, created_at, rowid`)
  const byId = db.prepare<[string], AccountRow>(`${select} WHERE id = ? AND removed_at IS NULL`)
  const byBaseUrl = db.prepare<[string], AccountRow>(
    `${select} WHERE base_url = ? AND is_demo = 0 AND removed_at IS NULL ORDER BY created_at LIMIT 1`,
  )
  const defaultOne = db.prepare<[], AccountRow>(`${select} WHERE is_default = 1`)
  const insert = db.prepare(
    `INSERT INTO accounts (id, name, provider, profile, base_url, is_demo, has_key, concurrency, requests_per_minute, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE accounts SET name = ?, profile = ?, base_url = ?, has_key = ?, concurrency = ?, requests_per_minute = ? WHERE id = ?`,
  )
  const clearDefault = db.prepare('UPDATE accounts SET is_default = 0 WHERE is_default = 1')
  const setDefault = db.prepare('UPDATE accounts SET is_default = 1 WHERE id = ?')
  const makeDefault = db.transaction((id: string): void => {
    clearDefault.run()
    setDefault.run(id)
  })
  const setPause = db.prepare(
    'UPDATE accounts SET pause_reason = ?, pause_message = ?, pause_said = ?, paused_at = ? WHERE id = ?',
  )
  const setHold = db.prepare('UPDATE accounts SET hold_from = ?, hold_until = ? WHERE id = ?')
  const holdOf = db.prepare<[string], { from: number | null; until: number | null }>(
    'SELECT hold_from AS "from", hold_until AS until FROM accounts WHERE id = ?',
  )
  const removed = db.prepare<[], AccountRow>(`${select} WHERE removed_at IS NOT NULL ORDER BY removed_at, id`)
  const remove = db.prepare(
    `UPDATE accounts SET removed_at = ?, is_default = 0, pause_reason = NULL, pause_message = NULL, pause_said = NULL, paused_at = NULL
     WHERE id = ?`,
  )
  const forgetKey = db.prepare('UPDATE accounts SET has_key = 0 WHERE id = ?')
  const one = (row: AccountRow | undefined): Account | null => (row === undefined ? null : toAccount(row))

  return {
    all: () => all.all().map(toAccount),
    byId: (id: string) => one(byId.get(id)),
    byBaseUrl: (baseUrl: string) => one(byBaseUrl.get(baseUrl)),
    default: () => one(defaultOne.get()),
    insert(account: Omit<Account, 'isDefault' | 'pause' | 'holdUntil'>): void {
      insert.run(
        account.id,
        account.name,
        account.provider,
        account.profile,
        account.baseUrl,
        account.isDemo ? 1 : 0,
        account.hasKey ? 1 : 0,
        account.concurrency,
        account.requestsPerMinute,
        account.createdAt,
      )
    },
    update(account: Account): void {
      update.run(
        account.name,
        account.profile,
        account.baseUrl,
        account.hasKey ? 1 : 0,
        account.concurrency,
        account.requestsPerMinute,
        account.id,
      )
    },
    removed: () => removed.all().map(toAccount),
    remove: (id: string, now: number) => void remove.run(now, id),
    /** Its key is no longer in the vault. */
    forgetKey: (id: string) => void forgetKey.run(id),
    makeDefault: (id: string): void => makeDefault(id),
    setPause: (id: string, pause: AccountPause | null) =>
      void setPause.run(pause?.reason ?? null, pause?.message ?? null, pause?.said ?? null, pause?.since ?? null, id),
    setHold: (id: string, from: number, until: number) => void setHold.run(from, until, id),
    /** How much of the last hold is left at most, in milliseconds; a clock that was set back cannot lengthen it. */
    holdLeftMs(id: string, now: number): number {
      const hold = holdOf.get(id)
      if (hold === undefined || hold.until === null || hold.from === null) return 0
      return Math.max(0, Math.min(hold.until - now, hold.until - hold.from))
    },
  }
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  provider: row.provider,
  profile: row.profile as ProviderProfileId,
  baseUrl: row.baseUrl,
  isDemo: row.isDemo === 1,
  isDefault: row.isDefault === 1,
  hasKey: row.hasKey === 1,
  concurrency: row.concurrency,
  requestsPerMinute: row.requestsPerMinute,
  pause:
    row.pauseReason === null
      ? null
      : {
          reason: row.pauseReason,
          message: row.pauseMessage ?? '',
          ...(row.pauseSaid === null ? {} : { said: row.pauseSaid }),
          since: row.pausedAt ?? row.createdAt,
        },
  holdUntil: row.holdUntil,
  createdAt: row.createdAt,
  ...(row.removedAt === null ? {} : { removedAt: row.removedAt }),
})
