import type { Database } from 'better-sqlite3'

/** Runs work that is written down wholly or not at all; within another transaction it joins that one. */
export type RunTransaction = <T>(work: () => T) => T

/**
 * Takes the write lock at once: a transaction that reads first and then has to wait could be refused. An inner
 * call costs no savepoint, so whoever catches its error inside the outer one would keep half of its work.
 */
export function createTransaction(db: Database): RunTransaction {
  const begin = db.transaction((work: () => unknown) => work()).immediate
  return <T>(work: () => T): T => (db.inTransaction ? work() : (begin(work) as T))
}
