import type { Database } from 'better-sqlite3'

export type AssetRole = 'video' | 'poster' | 'spritesheet' | 'reference'

export interface AssetRecord {
  id: string
  jobSeq: number | null
  role: AssetRole
  folder: string
  fileName: string
  mediaType: string
  sizeBytes: number
  sha256: string
  createdAt: number
  /** Of a spritesheet: its `FramesLayout` as JSON, where it is known. */
  layout?: string | null
  /** Of a take: since when its file is known to be gone or cut off. */
  missingSince?: number | null
}

export interface AssetTotal {
  count: number
  sizeBytes: number
}

export type AssetRepository = ReturnType<typeof createAssetRepository>

/** SQL for files and the folders that hold them. */
export function createAssetRepository(db: Database) {
  const columns = `a.id, a.job_seq AS jobSeq, a.role, f.path AS folder, a.file_name AS fileName, a.media_type AS mediaType,
    a.size_bytes AS sizeBytes, a.sha256, a.created_at AS createdAt, a.layout, a.missing_since AS missingSince`
  const from = 'FROM assets a JOIN folders f ON f.id = a.folder_id'
  const byId = db.prepare<[string], AssetRecord>(`SELECT ${columns} ${from} WHERE a.id = ?`)
  const byFile = db.prepare<[string, string], AssetRecord>(
    `SELECT ${columns} ${from} WHERE a.role = 'video' AND a.file_name = ? AND f.path = ?`,
  )
  const byJob = db.prepare<[number], AssetRecord>(`SELECT ${columns} ${from} WHERE a.job_seq = +?`)
  const folderId = db.prepare<[string], number>('SELECT id FROM folders WHERE path = ?').pluck()
  const addFolder = db.prepare('INSERT INTO folders (path) VALUES (?)')
  const folderPath = db.prepare<[number], string>('SELECT path FROM folders WHERE id = ?').pluck()
  const insert = db.prepare(
    `INSERT INTO assets (id, job_seq, role, folder_id, file_name, media_type, size_bytes, sha256, created_at, layout)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const totals = db.prepare<[], AssetTotal & { role: AssetRole }>(
    'SELECT role, count, size_bytes AS sizeBytes FROM asset_totals',
  )
  const setMissing = db.prepare<[number | null, string]>('UPDATE assets SET missing_since = ? WHERE id = ?')
  const replaceFile = db.prepare(
    `UPDATE assets SET folder_id = ?, file_name = ?, size_bytes = ?, sha256 = ?, created_at = ?, missing_since = NULL
     WHERE id = ?`,
  )
  const remove = db.prepare('DELETE FROM assets WHERE id = ?')
  const removeOfJob = db.prepare('DELETE FROM assets WHERE job_seq = ?')

  const folderIdOf = (path: string): number => folderId.get(path) ?? Number(addFolder.run(path).lastInsertRowid)

  return {
    byId: (id: string) => byId.get(id) ?? null,
    byJob: (jobSeq: number) => byJob.all(jobSeq),
    /** The take in this very file. */
    takeInFile: (folder: string, fileName: string) => byFile.get(fileName, folder) ?? null,
    folderIdOf,
    folderPath: (id: number) => folderPath.get(id) ?? null,
    insert(asset: AssetRecord): void {
      insert.run(
        asset.id,
        asset.jobSeq,
        asset.role,
        folderIdOf(asset.folder),
        asset.fileName,
        asset.mediaType,
        asset.sizeBytes,
        asset.sha256,
        asset.createdAt,
        asset.layout ?? null,
      )
    },
    /** How many files of each kind there are, and what they hold; kept by triggers. */
    totals(): Record<AssetRole, AssetTotal> {
      const found = { video: NONE, poster: NONE, spritesheet: NONE, reference: NONE }
      for (const { role, ...total } of totals.all()) found[role] = total
      return found
    },
    /** @param since null: the file is there */
    setMissing: (id: string, since: number | null) => void setMissing.run(since, id),
    /** The same take in another file: it was fetched once more. */
    replaceFile: ({ id, folder, fileName, sizeBytes, sha256, createdAt }: AssetRecord) =>
      void replaceFile.run(folderIdOf(folder), fileName, sizeBytes, sha256, createdAt, id),
    remove: (id: string) => void remove.run(id),
    removeOfJob: (jobSeq: number) => void removeOfJob.run(jobSeq),
  }
}

const NONE: AssetTotal = { count: 0, sizeBytes: 0 }
