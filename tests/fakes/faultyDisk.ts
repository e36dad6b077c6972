import type { FileStore, PartFile } from '../../electron/core/ports.ts'

export type DiskOperation = Exclude<keyof FileStore, 'read'> | keyof PartFile

/** A real disk that can be told to fill up or to fail. */
export interface FaultyDisk extends FileStore {
  /** Every such operation on takes and parts (not on sidecars) fails with this code until `heal`. */
  fail(operation: DiskOperation, code: string): void
  /** What `freeBytes` answers; null tells the truth. */
  setFreeBytes(bytes: number | null): void
  heal(): void
  /** How often a planned failure struck. */
  failures(): number
}

export const createFaultyDisk = (disk: FileStore): FaultyDisk => {
  const planned = new Map<DiskOperation, string>()
  let freeBytes: number | null = null
  let failures = 0

  const check = (operation: DiskOperation, path: string): void => {
    const code = planned.get(operation)
    if (code === undefined || path.endsWith('.tmp')) return
    failures += 1
    throw Object.assign(new Error(`${code}: ${operation} failed`), { code })
  }

  const wrapPart = (part: PartFile, path: string): PartFile => ({
    write: async (chunk) => {
      check('write', path)
      await part.write(chunk)
    },
    sync: async () => {
      check('sync', path)
      await part.sync()
    },
    close: () => part.close(),
  })

  return {
    fail: (operation, code) => void planned.set(operation, code),
    setFreeBytes: (bytes) => void (freeBytes = bytes),
    heal: () => {
      planned.clear()
      freeBytes = null
    },
    failures: () => failures,
    freeBytes: async (folder) => {
      check('freeBytes', folder)
      if (freeBytes === null) return disk.freeBytes(folder)
      failures += 1
      return freeBytes
    },
    makeFolder: async (folder) => {
      check('makeFolder', folder)
      await disk.makeFolder(folder)
    },
    size: async (path) => {
      check('size', path)
      return disk.size(path)
    },
    openPart: async (path, offset) => {
      check('openPart', path)
      return wrapPart(await disk.openPart(path, offset), path)
    },
    read: (path, range) => disk.read(path, range),
    readAt: async (path, offset, length) => {
      check('readAt', path)
      return disk.readAt(path, offset, length)
    },
    rename: async (from, to) => {
      check('rename', from)
      await disk.rename(from, to)
    },
    syncFolder: async (folder) => {
      check('syncFolder', folder)
      await disk.syncFolder(folder)
    },
    remove: async (path) => {
      check('remove', path)
      await disk.remove(path)
    },
    list: async (folder) => {
      check('list', folder)
      return disk.list(folder)
    },
  }
}
