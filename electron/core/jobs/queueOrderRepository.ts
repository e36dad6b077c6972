import type { Database } from 'better-sqlite3'

/** One place in the queue: by priority first, then by position, then by age. */
export interface QueuePlace {
  seq: number
  position: number
}

export type QueueOrder = ReturnType<typeof createQueueOrder>

/** SQL for the neighbours of a place within one priority, over all accounts: one short walk for each, merged. */
export function createQueueOrder(db: Database) {
  const walk = (where: string, compare: '<=' | '>=', direction: 'ASC' | 'DESC') =>
    `SELECT seq, position FROM jobs WHERE ${where} AND status = 'queued' AND priority = +? AND position ${compare} ?
     ORDER BY position ${direction}, seq ${direction} LIMIT +?`
  const statements = (compare: '<=' | '>=', direction: 'ASC' | 'DESC') => ({
    free: db.prepare<[string, number, number, number], QueuePlace>(
      walk('account_id = +? AND blocked_by = 0', compare, direction),
    ),
    blocked: db.prepare<[number, number, number], QueuePlace>(walk('blocked_by > 0', compare, direction)),
  })
  const below = statements('<=', 'DESC')
  const above = statements('>=', 'ASC')
  type Asked = { accountIds: readonly string[]; priority: number; place: QueuePlace; limit: number }

  const ask = ({ free, blocked }: typeof below, { accountIds, priority, place, limit }: Asked): QueuePlace[] =>
    // Those at the very same position are found too, and only then left out: hence the one more.
    [
      ...accountIds.flatMap((accountId) => free.all(accountId, priority, place.position, limit + SAME_POSITION)),
      ...blocked.all(priority, place.position, limit + SAME_POSITION),
    ]

  return {
    /** Nearest first. */
    before: (asked: Asked): QueuePlace[] =>
      ask(below, asked)
        .filter((other) => compare(other, asked.place) < 0)
        .sort((a, b) => compare(b, a))
        .slice(0, asked.limit),
    /** Nearest first. */
    after: (asked: Asked): QueuePlace[] =>
      ask(above, asked)
        .filter((other) => compare(other, asked.place) > 0)
        .sort(compare)
        .slice(0, asked.limit),
  }
}

const compare = (a: QueuePlace, b: QueuePlace): number => a.position - b.position || a.seq - b.seq

const SAME_POSITION = 8
