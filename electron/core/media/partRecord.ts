import path from 'node:path'
import { z } from 'zod'
import type { FileStore, PartFile } from '../ports.ts'

/** What is known about a `.part` file. Each line that is appended overrides the ones before. */
const lineSchema = z.union([
  z.object({ validator: z.string().nullable(), totalBytes: z.int().nonnegative().nullable() }),
  /** The first `bytes` of the part are on the disk itself and have this hash. */
  z.object({ checkpoint: z.object({ bytes: z.int().positive(), sha256: z.string() }) }),
  /** The part is whole and checked, and is about to get (or has got) this name. */
  z.object({ finished: z.object({ fileName: z.string(), sizeBytes: z.int().positive(), sha256: z.string() }) }),
])
type RecordLine = z.infer<typeof lineSchema>

export interface PartRecord {
  validator: string | null
  totalBytes: number | null
  checkpoint: { bytes: number; sha256: string } | null
  finished: { fileName: string; sizeBytes: number; sha256: string } | null
  /** Where the last whole line ends; what follows was torn by a crash. */
  validBytes: number
}

export interface PartRecordFile {
  append(line: RecordLine): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

export const partPath = (folder: string, fileName: string): string => path.join(folder, `${fileName}.part`)
export const partRecordPath = (folder: string, fileName: string): string => path.join(folder, `${fileName}.part.json`)

const LARGEST_RECORD_BYTES = 4 * 1024 * 1024

/** Null when there is no record or it is not ours to understand. A torn last line is left out. */
export async function readPartRecord(files: FileStore, recordPath: string): Promise<PartRecord | null> {
  const size = await files.size(recordPath)
  if (size === null || size > LARGEST_RECORD_BYTES) return null
  const text = Buffer.from(await files.readAt(recordPath, 0, size)).toString('utf8')
  return parsePartRecord(text)
}

export function parsePartRecord(text: string): PartRecord | null {
  let record: PartRecord | null = null
  let validBytes = 0
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = parseLine(line)
    if (parsed === null) break
    validBytes += Buffer.byteLength(line) + 1
    record = applyLine(record, parsed, validBytes)
    if (record === null) return null
  }
  return record
}

function applyLine(record: PartRecord | null, line: RecordLine, validBytes: number): PartRecord | null {
  if ('validator' in line) return { ...line, checkpoint: null, finished: null, validBytes }
  return record === null ? null : { ...record, ...line, validBytes }
}

/** Appending keeps the earlier lines whole whatever happens, which rewriting in place would not. */
export async function openPartRecord(
  files: FileStore,
  recordPath: string,
  validBytes: number,
): Promise<PartRecordFile> {
  const file: PartFile = await files.openPart(recordPath, validBytes)
  return {
    append: (line) => file.write(Buffer.from(`${JSON.stringify(line)}\n`)),
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

function parseLine(line: string): RecordLine | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
