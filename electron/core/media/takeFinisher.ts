import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Failpoint, FileStore } from '../ports.ts'
import { checkMp4, type Mp4Check } from './mp4Check.ts'
import { addToContent, emptyContent, sha256Of, type PartContent } from './partWriter.ts'
import { openPartRecord, partPath, partRecordPath, type PartRecord } from './partRecord.ts'

export interface SavedTake {
  fileName: string
  sizeBytes: number
  sha256: string
}

export interface TakeFinisher {
  /** Whether a file is a whole MP4. `content` is what was noticed while its bytes passed. */
  check(filePath: string, content: PartContent): Promise<Mp4Check>
  /** Gives a whole, checked and synced part its final name, durably. */
  publish(folder: string, wanted: string, part: Omit<SavedTake, 'fileName'>, recordBytes: number): Promise<SavedTake>
  /** Ends what a crash interrupted between the finished part and the commit; null when there is nothing to end. */
  adopt(folder: string, wanted: string, record: PartRecord, signal: AbortSignal): Promise<SavedTake | null>
}

const MOST_NAMES = 1000

export function createTakeFinisher(deps: { files: FileStore; failpoint: Failpoint }): TakeFinisher {
  const { files, failpoint } = deps

  const check = async (filePath: string, content: PartContent): Promise<Mp4Check> => {
    const size = await files.size(filePath)
    if (size !== content.bytes) return { ok: false, reason: 'the file on disk is not as long as what was received' }
    const readAt = (offset: number, length: number): Promise<Uint8Array> => files.readAt(filePath, offset, length)
    return checkMp4({ size, readAt, zeroRuns: content.zeroRuns.runs() })
  }

  const publish: TakeFinisher['publish'] = async (folder, wanted, part, recordBytes) => {
    const record = await openPartRecord(files, partRecordPath(folder, wanted), recordBytes)
    try {
      for (let copy = 1; copy <= MOST_NAMES; copy++) {
        const take = { ...part, fileName: numberedName(wanted, copy) }
        const target = path.join(folder, take.fileName)
        if ((await files.size(target)) !== null) continue
        // On the disk before the rename: after a crash this line tells our file from a stranger's.
        await record.append({ finished: take })
        await record.sync()
        await files.syncFolder(folder)
        failpoint('download.before_rename')
        if (!(await tryRename(partPath(folder, wanted), target))) continue
        failpoint('download.after_rename')
        await files.syncFolder(folder)
        failpoint('download.after_folder_fsync')
        return take
      }
    } finally {
      await record.close()
    }
    throw new Error(`Every name like ${wanted} is taken in ${folder}`)
  }

  const tryRename = async (from: string, to: string): Promise<boolean> => {
    try {
      await files.rename(from, to)
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    }
  }

  const isThisTake = async (filePath: string, take: SavedTake, signal: AbortSignal): Promise<boolean> => {
    if ((await files.size(filePath)) !== take.sizeBytes) return false
    const content = await readContent(files, filePath, take.sizeBytes, signal)
    if (sha256Of(content) !== take.sha256) return false
    return (await check(filePath, content)).ok
  }

  return {
    check,
    publish,
    adopt: async (folder, wanted, record, signal) => {
      if (record.finished === null) return null
      const target = path.join(folder, record.finished.fileName)
      const part = partPath(folder, wanted)
      if (await isThisTake(target, record.finished, signal)) {
        await files.remove(part)
        await files.syncFolder(folder)
        return record.finished
      }
      if (!(await isThisTake(part, record.finished, signal))) return null
      // What a crash leaves of a rename on a volume without hard links; an empty file is nobody's loss.
      if ((await files.size(target)) === 0) await files.remove(target)
      const { sizeBytes, sha256 } = record.finished
      return publish(folder, wanted, { sizeBytes, sha256 }, record.validBytes)
    },
  }
}

/** Reads the first `bytes` of a file again; stops early (and then matches nothing) when the signal aborts. */
export async function readContent(
  files: FileStore,
  filePath: string,
  bytes: number,
  signal: AbortSignal,
): Promise<PartContent> {
  const content = emptyContent()
  for await (const chunk of files.read(filePath, { start: 0, end: bytes })) {
    if (signal.aborted) return { ...content, hash: createHash('sha256') }
    addToContent(content, chunk)
  }
  return content
}

/** `take.mp4`, `take (2).mp4`, `take (3).mp4`, ... */
export function numberedName(fileName: string, copy: number): string {
  if (copy === 1) return fileName
  const { name, ext } = path.parse(fileName)
  return `${name} (${copy})${ext}`
}
