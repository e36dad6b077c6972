import type { Database } from 'better-sqlite3'

/** One place in the queue: by priority first, then by position, then by age. */
export interface QueuePlace {
  seq: number
  position: number
}

/** Where a page of the whole queue ends. */
export interface QueueKey extends QueuePlace {
  priority: number
}

export type QueueOrder = ReturnType<typeof createQueueOrder>

/** SQL for the order of the queue over all accounts: one short walk for each of them, merged. */
export function createQueueOrder(db: Database) {
  const walk = (where: string, compare: '<=' | '>=', direction: 'ASC' | 'DESC') =>
    `SELECT seq, position FROM jobs WHERE ${where} AND status = 'queued' AND priority = +? AND position ${compare} ?
     ORDER BY position ${direction} LIMIT +?`
  const statements = (compare: '<=' | '>=', direction: 'ASC' | 'DESC') => ({
    free: db.prepare<[string, number, number, number], QueuePlace>(
      walk('account_id = +? AND blocked_by = 0', compare, direction),
    ),
    blocked: db.prepare<[number, number, number], QueuePlace>(walk('blocked_by > 0', compare, direction)),
  })
  const below = statements('<=', 'DESC')
  const above = statements('>=', 'ASC')
  const lower = (where: string) =>
    `SELECT seq, priority, position FROM ${where} AND status = 'queued' AND priority < ?
     ORDER BY priority DESC, position LIMIT +?`
  const freeLower = db.prepare<[string, number, number], QueueKey>(
    lower('jobs WHERE account_id = +? AND blocked_by = 0'),
  )
  const blockedLower = db.prepare<[number, number], QueueKey>(
    lower('jobs INDEXED BY jobs_blocked WHERE blocked_by > 0'),
  )
  type Asked = { accountIds: readonly string[]; priority: number; place: QueuePlace; limit: number }

  const ask = ({ free, blocked }: typeof below, { accountIds, priority, place, limit }: Asked): QueuePlace[] =>
    // Those at the very same position are found too, and only then left out: hence the one more.
    [
      ...accountIds.flatMap((accountId) => free.all(accountId, priority, place.position, limit + SAME_POSITION)),
      ...blocked.all(priority, place.position, limit + SAME_POSITION),
    ]

  /** Everything behind a place that has its priority, nearest first. */
  const after = (asked: Asked): QueuePlace[] =>
    ask(above, asked)
      .filter((other) => compare(other, asked.place) > 0)
      .sort(compare)
      .slice(0, asked.limit)

  return {
    /** The queue in the order in which it is sent, jobs that still wait for a take in their places. */
    page(accountIds: readonly string[], behind: QueueKey | null, limit: number): QueueKey[] {
      const { priority = ABOVE_ALL } = behind ?? {}
      const same = behind === null ? [] : after({ accountIds, priority, place: behind, limit })
      const rest = limit - same.length
      const lesser = [
        ...accountIds.flatMap((accountId) => freeLower.all(accountId, priority, rest)),
        ...blockedLower.all(priority, rest),
      ].sort((a, b) => b.priority - a.priority || compare(a, b))
      return [...same.map((place) => ({ ...place, priority })), ...lesser.slice(0, rest)]
    },
    /** Nearest first. */
    before: (asked: Asked): QueuePlace[] =>
      ask(below, asked)
        .filter((other) => compare(other, asked.place) < 0)
        .sort((a, b) => compare(b, a))
        .slice(0, asked.limit),
    after,
  }
}

const compare = (a: QueuePlace, b: QueuePlace): number => a.position - b.position || a.seq - b.seq

const SAME_POSITION = 8
/** Priorities end at 1000. */
const ABOVE_ALL = 1001
