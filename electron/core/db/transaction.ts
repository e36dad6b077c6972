import type { Database } from 'better-sqlite3'

/** Runs work that is written down wholly or not at all; within another transaction it joins that one. */
export type RunTransaction = <T>(work: () => T) => T

/** Takes the write lock at once: a transaction that reads first and then has to wait could be refused. */
export const createTransaction =
  (db: Database): RunTransaction =>
  (work) =>
    db.transaction(work).immediate()
