/** The host cannot open its data folder. `message` is meant for a person, names the folder, and is the same at each door. */
export class HostOpenError extends Error {
  readonly code: 'folder_in_use' | 'database_too_new' | 'library_damaged' | 'folder_unusable'
  /** The folder or file that it is about. */
  readonly path: string

  constructor(code: HostOpenError['code'], message: string, { path, ...options }: ErrorOptions & { path: string }) {
    super(message, options)
    this.name = 'HostOpenError'
    this.code = code
    this.path = path
  }
}

export const unusableFolder = (purpose: 'data' | 'videos', path: string, cause: unknown): HostOpenError =>
  new HostOpenError('folder_unusable', `The ${purpose} folder ${path} cannot be made: ${reasonOf(cause)}`, {
    path,
    cause,
  })

/** Null where the error does not say that the database file itself is broken (sqlite.org/rescode.html). */
export const damagedLibrary = (cause: unknown, file: string): HostOpenError | null =>
  isDamage(cause)
    ? new HostOpenError(
        'library_damaged',
        `The library ${file} is damaged: ${reasonOf(cause)}. The videos in their folder are safe. ` +
          'Put a backup copy of this file in its place, or move it away (with its -wal and -shm) to begin anew.',
        { path: file, cause },
      )
    : null

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
