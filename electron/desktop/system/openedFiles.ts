import { open, realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { OpenedFile } from '../../../shared/shell/shellContract.ts'
import type { Host } from '../../core/host.ts'
import type { Logger } from '../../core/ports.ts'
import type { TextKey, Translate } from '../texts/texts.ts'
import { LARGEST_TABLE_BYTES, nameForPage, openedKind, readAsNamed, type OpenedProblem } from './openedFileKind.ts'

/** What a path that the system handed over turned out to be. */
export type Opened =
  | { kind: 'job'; jobId: string }
  /** For the page, by `shell.files`. */
  | { kind: 'file'; file: OpenedFile }
  /** One sentence for the person. */
  | { kind: 'refused'; message: string }

export interface OpenedFilesDeps {
  host: Pick<Host, 'jobOfFile'>
  translate: () => Translate
  logger: Logger
}

type Problem = OpenedProblem | 'notOurs' | 'notReadable' | 'notAsNamed'

const SENTENCE: Record<Problem, TextKey> = {
  empty: 'dialogs:openedEmpty',
  tooLarge: 'dialogs:openedTooLarge',
  unknown: 'dialogs:openedUnknown',
  notOurs: 'dialogs:openedNotOurs',
  notReadable: 'dialogs:openedNotReadable',
  notAsNamed: 'dialogs:openedNotAsNamed',
}

/** Reads what a person opened with the app: at most as much as makes sense, and plain files only. Never rejects. */
export const createReadOpened = ({ host, translate, logger }: OpenedFilesDeps) => {
  const jobOf = async (path: string): Promise<string | null> =>
    host.jobOfFile(path) ?? host.jobOfFile(await realpath(path))

  const read = async (path: string, name: string): Promise<Opened | Problem> => {
    // Looked at before it is opened: opening a pipe waits for somebody to write into it.
    const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) return 'unknown'
    const kind = openedKind(name, size)
    if (kind === 'video') {
      const jobId = await jobOf(path)
      return jobId === null ? 'notOurs' : { kind: 'job', jobId }
    }
    if (kind !== 'picture' && kind !== 'table') return kind
    const bytes = await readExactly(path, size)
    const readable = bytes === null ? null : readAsNamed(kind, bytes)
    if (bytes === null || readable === null) return 'notAsNamed'
    if (readable.length === 0) return 'empty'
    if (kind === 'table' && readable.length > LARGEST_TABLE_BYTES) return 'tooLarge'
    const shownName = kind === 'table' ? nameForPage(name, bytes) : name
    return { kind: 'file', file: { name: shownName, base64: readable.toString('base64') } }
  }

  return async (path: string): Promise<Opened> => {
    const name = basename(path)
    const found = await read(path, name).catch((error: unknown): Problem => {
      logger.warn('a file that was opened could not be read', { error: String(error) })
      return 'notReadable'
    })
    return typeof found === 'string' ? { kind: 'refused', message: translate()(SENTENCE[found], { name }) } : found
  }
}

/** Null where the file changed its length meanwhile. */
const readExactly = async (path: string, sizeBytes: number): Promise<Buffer | null> => {
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(sizeBytes)
    let position = 0
    while (position < sizeBytes) {
      const { bytesRead } = await file.read(bytes, position, sizeBytes - position, position)
      if (bytesRead === 0) return null
      position += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}
