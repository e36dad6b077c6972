import type { FileHandle } from 'node:fs/promises'
import fs from 'node:fs/promises'
import type { FileStore, PartFile } from '../ports.ts'
import { makeFolder } from './makeFolder.ts'

const READ_CHUNK_BYTES = 256 * 1024

/** The real disk. `remove` of a missing file is fine; `read` opens the file with the first chunk that is asked for. */
export function createNodeFileStore(): FileStore {
  return {
    freeBytes: async (folder) => {
      const { bavail, bsize } = await fs.statfs(folder)
      return bavail * bsize
    },
    makeFolder,
    size: async (path) => {
      try {
        const stats = await fs.stat(path)
        return stats.isFile() ? stats.size : null
      } catch (error) {
        if (isCode(error, ['ENOENT', 'ENOTDIR'])) return null
        throw error
      }
    },
    openPart,
    read,
    readAt,
    rename: renameWithoutOverwriting,
    syncFolder,
    remove: (path) => fs.rm(path, { force: true }),
    list: async (folder) => {
      try {
        const entries = await fs.readdir(folder, { withFileTypes: true })
        return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
      } catch (error) {
        if (isCode(error, ['ENOENT'])) return []
        throw error
      }
    },
  }
}

async function openPart(path: string, offset: number): Promise<PartFile> {
  const handle = await openForWriting(path)
  try {
    const { size } = await handle.stat()
    if (offset > size) throw Object.assign(new Error(`${path} ends before byte ${offset}`), { code: 'EINVAL' })
    if (offset < size) await handle.truncate(offset)
  } catch (error) {
    await handle.close()
    throw error
  }
  let position = offset
  let closing: Promise<void> | null = null
  return {
    write: async (chunk) => {
      for (let written = 0; written < chunk.length;) {
        const { bytesWritten } = await handle.write(chunk, written, chunk.length - written, position)
        written += bytesWritten
        position += bytesWritten
      }
    },
    sync: () => handle.sync(),
    close: () => (closing ??= handle.close()),
  }
}

/** `r+` keeps what is there, `wx+` creates; neither flag does both, and a file may vanish in between. */
async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await fs.open(path, 'r+')
  } catch (error) {
    if (!isCode(error, ['ENOENT'])) throw error
    return await fs.open(path, 'wx+')
  }
}

async function* read(path: string, range?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
  const handle = await fs.open(path, 'r')
  try {
    const end = range?.end ?? Number.POSITIVE_INFINITY
    let position = range?.start ?? 0
    while (position < end) {
      const buffer = Buffer.allocUnsafe(Math.min(READ_CHUNK_BYTES, end - position))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      if (bytesRead === 0) return
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

async function readAt(path: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await fs.open(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  } finally {
    await handle.close()
  }
}

/**
 * POSIX rename replaces silently, so the new name is made with a hard link, which fails when it exists.
 * A crash in between leaves both names on the same bytes.
 */
async function renameWithoutOverwriting(from: string, to: string): Promise<void> {
  try {
    await fs.link(from, to)
  } catch (error) {
    if (!isCode(error, NO_HARD_LINKS)) throw error
    return await renameOntoPlaceholder(from, to)
  }
  await fs.unlink(from)
}

/** What link() answers on FAT, exFAT, some network shares and restricted folders. */
const NO_HARD_LINKS = ['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EISDIR', 'UNKNOWN']

/** Takes the name with an empty file of our own, then replaces that. A crash in between leaves the empty file. */
async function renameOntoPlaceholder(from: string, to: string): Promise<void> {
  await fs.access(from)
  await (await fs.open(to, 'wx')).close()
  try {
    await fs.rename(from, to)
  } catch (error) {
    await fs.rm(to, { force: true })
    throw error
  }
}

/** Windows (and some network shares) cannot open or flush a folder; names are journalled there anyway. */
const NO_FOLDER_SYNC = ['EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF']

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle
  try {
    handle = await fs.open(folder, 'r')
  } catch (error) {
    if (isCode(error, NO_FOLDER_SYNC)) return
    throw error
  }
  try {
    await handle.sync()
  } catch (error) {
    if (!isCode(error, NO_FOLDER_SYNC)) throw error
  } finally {
    await handle.close()
  }
}

const isCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
