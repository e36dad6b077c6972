import { randomUUID } from 'node:crypto'
import { dirname, isAbsolute, join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { FileStore } from '../ports.ts'

/**
 * Makes sure that takes can be written there before the setting is changed, by writing a small file.
 * @throws IpcError `invalid` naming `videosDir`, with the reason
 */
export async function checkVideosFolder(files: FileStore, folder: string): Promise<void> {
  const refuse = (reason: string): IpcError => new IpcError('invalid', reason, 'videosDir')
  if (!isAbsolute(folder)) throw refuse(`"${folder}" is not a whole path. Give one that begins at the root or a drive.`)
  const probe = join(folder, `.dailies-${randomUUID()}.tmp`)
  try {
    await files.makeFolder(folder)
    const file = await files.openPart(probe, 0)
    try {
      await file.write(Buffer.from('Dailies'))
    } finally {
      await file.close()
    }
    await files.remove(probe)
  } catch (error) {
    await files.remove(probe).catch(() => undefined)
    throw refuse(`Dailies cannot write to ${folder}: ${REASONS[codeOf(error)] ?? String(error)}`)
  }
}

/** Free bytes on the volume that holds a folder, which may not exist yet; null when that cannot be told. */
export async function freeBytesAt(files: FileStore, folder: string): Promise<number | null> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return await files.freeBytes(at)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(at) === at) return null
    }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const REASONS: Record<string, string> = {
  EACCES: 'you may not write there. Choose another folder, or change its permissions.',
  EPERM: 'you may not write there. Choose another folder, or change its permissions.',
  EROFS: 'it is read-only.',
  ENOSPC: 'the disk is full.',
  ENOTDIR: 'part of the path is a file, not a folder.',
  EEXIST: 'there is a file of that name.',
}
