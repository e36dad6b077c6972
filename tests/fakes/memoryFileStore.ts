import path from 'node:path'
import type { FileStore, PartFile } from '../../electron/core/ports.ts'

/**
 * A disk in memory that can fill up, fail and lose power. Everything settles in microtasks.
 * File contents become durable with `sync`, names (creations, renames, removals) with `syncFolder`.
 */
export interface MemoryFileStore extends FileStore {
  /** The same disk as one process sees it: after the next `crash` its calls never settle, as in a dead process. */
  mount(): FileStore
  /** Power cut. What was not synced is lost unless told otherwise; `zeroed` keeps lengths but not bytes. */
  crash(survives?: { names?: 'lost' | 'kept'; contents?: 'lost' | 'kept' | 'zeroed' }): void
  /** Size of the disk; `freeBytes` and ENOSPC follow from it. */
  setCapacity(bytes: number): void
  /** Makes the next `times` calls of an operation (on paths with this ending) fail, after `skip` that work. */
  failNext(operation: FileOperation, code: string, options?: { times?: number; skip?: number; ending?: string }): void
  /** Called before each operation. Calling `crash` in here kills the process at exactly this step. */
  onOperation: ((operation: FileOperation, path: string) => void) | null
  /** Whole content, or null when there is no such file. */
  contents(path: string): Uint8Array | null
  /** Puts a durable file there, as if another program had written it. */
  place(path: string, bytes: Uint8Array): void
  paths(): string[]
}

export type FileOperation =
  | 'freeBytes'
  | 'makeFolder'
  | 'size'
  | 'openPart'
  | 'write'
  | 'sync'
  | 'close'
  | 'read'
  | 'readAt'
  | 'rename'
  | 'syncFolder'
  | 'remove'
  | 'list'

interface Content {
  bytes: Uint8Array
  length: number
}
interface Inode {
  live: Content
  durable: Content
}
interface Folder {
  live: Map<string, Inode>
  durable: Map<string, Inode>
  /** Names that changed since the last sync of the folder. */
  dirty: Set<string>
}

const READ_CHUNK_BYTES = 64 * 1024
const emptyContent = (): Content => ({ bytes: new Uint8Array(0), length: 0 })

export function createMemoryFileStore(options: { capacityBytes?: number } = {}): MemoryFileStore {
  const folders = new Map<string, Folder>()
  const failures: { operation: FileOperation; code: string; times: number; skip: number; ending: string }[] = []
  let capacity = options.capacityBytes ?? 1024 ** 4
  let used = 0
  let generation = 0

  const fault = (operation: FileOperation, target: string): void => {
    const failure = failures.find((candidate) => candidate.operation === operation && target.endsWith(candidate.ending))
    if (failure === undefined) return
    if (failure.skip-- > 0) return
    if (--failure.times <= 0) failures.splice(failures.indexOf(failure), 1)
    throw diskError(failure.code, operation, target)
  }

  const folderOf = (target: string): Folder => {
    const folder = folders.get(path.dirname(target))
    if (folder === undefined) throw diskError('ENOENT', 'open', target)
    return folder
  }
  const find = (target: string): Inode | undefined => folders.get(path.dirname(target))?.live.get(path.basename(target))
  const must = (target: string): Inode => {
    const inode = find(target)
    if (inode === undefined) throw diskError('ENOENT', 'open', target)
    return inode
  }
  const setName = (target: string, inode: Inode | null): void => {
    const folder = folderOf(target)
    const name = path.basename(target)
    if (inode === null) folder.live.delete(name)
    else folder.live.set(name, inode)
    folder.dirty.add(name)
  }
  const makeFolder = (folder: string): void => {
    for (let at = path.normalize(folder); !folders.has(at); at = path.dirname(at)) {
      folders.set(at, { live: new Map(), durable: new Map(), dirty: new Set() })
    }
  }

  const append = (inode: Inode, chunk: Uint8Array, target: string): void => {
    const room = Math.max(0, capacity - used)
    const accepted = Math.min(room, chunk.length)
    const { live } = inode
    if (live.length + accepted > live.bytes.length) live.bytes = grown(live, live.length + accepted)
    live.bytes.set(chunk.subarray(0, accepted), live.length)
    live.length += accepted
    used += accepted
    if (accepted < chunk.length) throw diskError('ENOSPC', 'write', target)
  }

  const open = (target: string, offset: number): Inode => {
    const existing = find(target)
    const inode = existing ?? { live: emptyContent(), durable: emptyContent() }
    if (existing === undefined) setName(target, inode)
    const { live } = inode
    if (offset > live.length) throw diskError('EINVAL', 'open', target)
    if (offset < live.length) {
      used -= live.length - offset
      // A copy, so that the durable content stays what it was until the next sync.
      inode.live = { bytes: live.bytes.slice(0, offset), length: offset }
    }
    return inode
  }

  const createView = (isAlive: () => boolean): FileStore => {
    /** One step of a process: it happens at once or, when the process is dead, never. */
    const step = <T>(operation: FileOperation, target: string, act: () => T): Promise<T> => {
      if (isAlive()) store.onOperation?.(operation, target)
      if (!isAlive()) return new Promise<never>(() => {})
      try {
        fault(operation, target)
        return Promise.resolve(act())
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)))
      }
    }

    const openPart = (target: string, offset: number): Promise<PartFile> =>
      step('openPart', target, () => {
        const inode = open(target, offset)
        let isOpen = true
        const useHandle = (): void => {
          if (!isOpen) throw diskError('EBADF', 'write', target)
        }
        return {
          write: (chunk) => step('write', target, () => (useHandle(), append(inode, chunk, target))),
          sync: () => step('sync', target, () => (useHandle(), void (inode.durable = { ...inode.live }))),
          close: () => step('close', target, () => void (isOpen = false)),
        }
      })

    const rename = (from: string, to: string): Promise<void> =>
      step('rename', from, () => {
        const inode = must(from)
        if (find(to) !== undefined) throw diskError('EEXIST', 'rename', to)
        setName(to, inode)
        setName(from, null)
      })

    return {
      freeBytes: (folder) => step('freeBytes', folder, () => Math.max(0, capacity - used)),
      makeFolder: (folder) => step('makeFolder', folder, () => makeFolder(folder)),
      size: (target) => step('size', target, () => find(target)?.live.length ?? null),
      openPart,
      read: async function* (target, range) {
        const inode = await step('read', target, () => must(target))
        const end = Math.min(range?.end ?? inode.live.length, inode.live.length)
        for (let at = range?.start ?? 0; at < end; at += READ_CHUNK_BYTES) {
          yield inode.live.bytes.slice(at, Math.min(end, at + READ_CHUNK_BYTES))
        }
      },
      readAt: (target, offset, length) =>
        step('readAt', target, () => {
          const { live } = must(target)
          return live.bytes.slice(offset, Math.min(live.length, offset + length))
        }),
      rename,
      syncFolder: (folder) =>
        step('syncFolder', folder, () => {
          const entry = folders.get(path.normalize(folder))
          if (entry === undefined) throw diskError('ENOENT', 'open', folder)
          for (const name of entry.dirty) copyName(entry.live, entry.durable, name)
          entry.dirty.clear()
        }),
      remove: (target) =>
        step('remove', target, () => {
          const inode = find(target)
          if (inode === undefined) return
          used -= inode.live.length
          setName(target, null)
        }),
      list: (folder) => step('list', folder, () => [...(folders.get(path.normalize(folder))?.live.keys() ?? [])]),
    }
  }

  const crash: MemoryFileStore['crash'] = ({ names = 'lost', contents = 'lost' } = {}) => {
    generation++
    failures.length = 0
    const inodes = new Set<Inode>()
    for (const folder of folders.values()) {
      const [from, to] = names === 'kept' ? [folder.live, folder.durable] : [folder.durable, folder.live]
      for (const name of folder.dirty) copyName(from, to, name)
      folder.dirty.clear()
      for (const inode of folder.live.values()) inodes.add(inode)
    }
    used = 0
    for (const inode of inodes) {
      const survivor = survivingContent(inode, contents)
      inode.live = survivor
      inode.durable = { ...survivor }
      used += survivor.length
    }
  }

  const store: MemoryFileStore = {
    ...createView(() => true),
    onOperation: null,
    mount: () => {
      const mountedAt = generation
      return createView(() => generation === mountedAt)
    },
    crash,
    setCapacity: (bytes) => void (capacity = bytes),
    failNext: (operation, code, { times = 1, skip = 0, ending = '' } = {}) =>
      void failures.push({ operation, code, times, skip, ending }),
    contents: (target) => {
      const inode = find(target)
      return inode === undefined ? null : inode.live.bytes.slice(0, inode.live.length)
    },
    place: (target, bytes) => {
      makeFolder(path.dirname(target))
      used += bytes.length
      const content = { bytes: bytes.slice(), length: bytes.length }
      const inode: Inode = { live: content, durable: { ...content } }
      setName(target, inode)
      folderOf(target).durable.set(path.basename(target), inode)
    },
    paths: () => [...folders].flatMap(([folder, { live }]) => [...live.keys()].map((name) => path.join(folder, name))),
  }
  return store
}

const diskError = (code: string, operation: string, target: string): Error =>
  Object.assign(new Error(`${code}: ${operation} '${target}'`), { code })

function grown(content: Content, needed: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(needed, content.bytes.length * 2, 4096))
  bytes.set(content.bytes.subarray(0, content.length))
  return bytes
}

function copyName(from: Map<string, Inode>, to: Map<string, Inode>, name: string): void {
  const inode = from.get(name)
  if (inode === undefined) to.delete(name)
  else to.set(name, inode)
}

function survivingContent({ live, durable }: Inode, contents: 'lost' | 'kept' | 'zeroed'): Content {
  if (contents === 'kept') return live
  if (contents === 'lost' || live.length <= durable.length) return durable
  const bytes = new Uint8Array(live.length)
  bytes.set(durable.bytes.subarray(0, durable.length))
  return { bytes, length: live.length }
}
