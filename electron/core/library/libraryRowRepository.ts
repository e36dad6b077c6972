import type { Database } from 'better-sqlite3'
import { TRAITS_SQL } from './rowTraits.ts'

/** What the library sorts and filters by, as far as it is a number. */
export type LibraryRow = readonly [
  seq: number,
  /** See `readTraits`. */
  traits: number,
  seconds: number | null,
  createdAt: number,
  finishedAt: number | null,
  priority: number,
  position: number,
]

export type RowNames = readonly [
  seq: number,
  model: string,
  accountId: string,
  size: string | null,
  batchId: string | null,
]

export interface VideoSize {
  id: string
  jobSeq: number
  sizeBytes: number
}

export type LibraryRows = ReturnType<typeof createLibraryRowRepository>

const COLUMNS = `seq, ${TRAITS_SQL}, seconds, created_at, finished_at, priority, position`
const NAMES = 'seq, model, account_id, size, batch_id'
const WATCHED = `status, model, account_id, size, seconds, batch_id, reference_id, error_code, parent_job_id, relation,
  created_at, finished_at, priority, position, prompt`

/** SQL for reading the library as a whole, piece by piece, and for being told what changes in it. */
export function createLibraryRowRepository(db: Database) {
  const pageOf = <R>(columns: string) =>
    db.prepare<[number, number], R>(`SELECT ${columns} FROM jobs WHERE seq > ? ORDER BY seq LIMIT +?`).raw()
  const oneOf = <R>(columns: string) => db.prepare<[number], R>(`SELECT ${columns} FROM jobs WHERE seq = ?`).raw()
  const after = pageOf<LibraryRow>(COLUMNS)
  const bySeq = oneOf<LibraryRow>(COLUMNS)
  const namesAfter = pageOf<RowNames>(NAMES)
  const namesOf = oneOf<RowNames>(NAMES)
  const idOf = db.prepare<[number], string>('SELECT id FROM jobs WHERE seq = ?').pluck()
  const seqOf = db.prepare<[string], number>('SELECT seq FROM jobs WHERE id = ?').pluck()
  const prompt = db.prepare<[number], string>('SELECT prompt FROM jobs WHERE seq = ?').pluck()
  const videosAfter = db.prepare<[string, number], VideoSize>(
    `SELECT id, job_seq AS jobSeq, size_bytes AS sizeBytes FROM assets
     WHERE id > ? AND role = 'video' AND job_seq IS NOT NULL ORDER BY id LIMIT +?`,
  )
  const videoOf = db
    .prepare<[number], number>("SELECT size_bytes FROM assets WHERE job_seq = ? AND role = 'video'")
    .pluck()
  const holding = db
    .prepare<[number, number, string], number>(
      "SELECT seq FROM jobs WHERE seq > ? AND seq <= ? AND prompt LIKE ? ESCAPE '\\' ORDER BY seq",
    )
    .pluck()

  return {
    /** Rows behind a sequence, in its order; those in the trash too. */
    after: (seq: number, limit: number) => after.all(seq, limit),
    bySeq: (seq: number) => bySeq.get(seq) ?? null,
    namesAfter: (seq: number, limit: number) => namesAfter.all(seq, limit),
    namesOf: (seq: number) => namesOf.get(seq) ?? null,
    idOf: (seq: number) => idOf.get(seq) ?? null,
    seqOf: (id: string) => seqOf.get(id) ?? null,
    prompt: (seq: number) => prompt.get(seq) ?? null,
    /** Files of finished takes, by the order of their ids. */
    videosAfter: (id: string, limit: number) => videosAfter.all(id, limit),
    /** Bytes of a job's video; null while there is none. */
    videoBytes: (seq: number) => videoOf.get(seq) ?? null,
    /** Which of the rows behind `after`, up to `until`, hold this text; only ASCII letters match in any case. */
    holding: (text: string, range: { after: number; until: number }) =>
      holding.all(range.after, range.until, `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),

    /**
     * From now on calls `note` for each row that was written, whoever wrote it, within the writing transaction: a
     * change that is rolled back was noted for nothing. The triggers last as long as the connection.
     */
    watch(note: (seq: number) => void): void {
      db.function('library_note', { varargs: false }, (seq: unknown) => {
        if (typeof seq === 'number') note(seq)
        return null
      })
      db.exec(
        Object.entries({
          insert: 'INSERT ON main.jobs BEGIN SELECT library_note(new.seq); END',
          update: `UPDATE OF ${WATCHED} ON main.jobs BEGIN SELECT library_note(new.seq); END`,
          delete: 'DELETE ON main.jobs BEGIN SELECT library_note(old.seq); END',
          video: "INSERT ON main.assets WHEN new.role = 'video' BEGIN SELECT library_note(new.job_seq); END",
          no_video: "DELETE ON main.assets WHEN old.role = 'video' BEGIN SELECT library_note(old.job_seq); END",
        })
          .map(
            ([name, rest]) => `
              DROP TRIGGER IF EXISTS temp.library_${name};
              CREATE TEMP TRIGGER library_${name} AFTER ${rest};`,
          )
          .join(''),
      )
    },
  }
}
