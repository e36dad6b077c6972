import fs from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import type { FileStore } from '../../electron/core/ports.ts'
import { createMemoryFileStore } from '../fakes/memoryFileStore.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

async function write(files: FileStore, file: string, text: string, offset = 0): Promise<void> {
  const part = await files.openPart(file, offset)
  await part.write(bytes(text))
  await part.sync()
  await part.close()
}

async function readAll(files: FileStore, file: string, range?: { start: number; end: number }): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of files.read(file, range)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const onRealDisk = async (run: (files: FileStore, folder: string) => Promise<void>): Promise<void> => {
  await using temporary = await makeTempFolder()
  await run(createNodeFileStore(), path.join(temporary.path, 'some', 'folder'))
}
const inMemory = (run: (files: FileStore, folder: string) => Promise<void>): Promise<void> =>
  run(createMemoryFileStore(), '/some/folder')

describe.each([
  ['real', onRealDisk],
  ['memory', inMemory],
] as const)('the %s file store', (_kind, withStore) => {
  it('writes, continues behind a cut, and reads whole files and ranges', async () => {
    await withStore(async (files, folder) => {
      const file = path.join(folder, 'a.part')
      await files.makeFolder(folder)
      await files.makeFolder(folder)
      expect(await files.size(file)).toBeNull()
      await write(files, file, 'hello world')
      await write(files, file, 'Dailies', 6)
      expect(await files.size(file)).toBe(13)
      expect(await readAll(files, file)).toBe('hello Dailies')
      expect(await readAll(files, file, { start: 6, end: 9 })).toBe('Dai')
      expect(await readAll(files, file, { start: 6, end: 999 })).toBe('Dailies')
      expect(Buffer.from(await files.readAt(file, 9, 100)).toString()).toBe('lies')
      expect(await files.readAt(file, 100, 5)).toHaveLength(0)
    })
  })

  it('refuses to continue behind the end, which would leave a hole', async () => {
    await withStore(async (files, folder) => {
      await files.makeFolder(folder)
      await write(files, path.join(folder, 'a.part'), 'abc')
      await expect(files.openPart(path.join(folder, 'a.part'), 4)).rejects.toMatchObject({ code: 'EINVAL' })
    })
  })

  it('renames, but never onto a file that exists', async () => {
    await withStore(async (files, folder) => {
      const [from, to] = [path.join(folder, 'a.part'), path.join(folder, 'a.mp4')]
      await files.makeFolder(folder)
      await write(files, from, 'new')
      await write(files, to, 'old')
      await expect(files.rename(from, to)).rejects.toMatchObject({ code: 'EEXIST' })
      expect([await readAll(files, from), await readAll(files, to)]).toEqual(['new', 'old'])
      await files.remove(to)
      await files.rename(from, to)
      await files.syncFolder(folder)
      expect(await files.list(folder)).toEqual(['a.mp4'])
      expect(await readAll(files, to)).toBe('new')
      await expect(files.rename(from, path.join(folder, 'b.mp4'))).rejects.toMatchObject({ code: 'ENOENT' })
      expect(await files.size(path.join(folder, 'b.mp4'))).toBeNull()
    })
  })

  it('lists nothing in a folder that is missing, and removing twice is fine', async () => {
    await withStore(async (files, folder) => {
      expect(await files.list(folder)).toEqual([])
      await files.makeFolder(folder)
      await write(files, path.join(folder, 'a'), 'x')
      await files.remove(path.join(folder, 'a'))
      await files.remove(path.join(folder, 'a'))
      expect(await files.list(folder)).toEqual([])
    })
  })

  it('names the system code when a file is missing', async () => {
    await withStore(async (files, folder) => {
      await files.makeFolder(folder)
      await expect(files.readAt(path.join(folder, 'none'), 0, 1)).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(readAll(files, path.join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(files.openPart(path.join(folder, 'none', 'x'), 0)).rejects.toMatchObject({ code: 'ENOENT' })
    })
  })

  it('knows how much is free', async () => {
    await withStore(async (files, folder) => {
      await files.makeFolder(folder)
      expect(await files.freeBytes(folder)).toBeGreaterThan(0)
    })
  })
})

describe('the real file store', () => {
  it('sees folders as no files', async () => {
    await onRealDisk(async (files, folder) => {
      await files.makeFolder(path.join(folder, 'a.mp4'))
      expect(await files.size(path.join(folder, 'a.mp4'))).toBeNull()
      expect(await files.list(folder)).toEqual([])
      await fs.writeFile(path.join(folder, 'a.part'), 'x')
      await expect(files.rename(path.join(folder, 'a.part'), path.join(folder, 'a.mp4'))).rejects.toMatchObject({
        code: 'EEXIST',
      })
    })
  })
})

describe('the memory file store in a power cut', () => {
  const place = async (): Promise<ReturnType<typeof createMemoryFileStore>> => {
    const disk = createMemoryFileStore()
    await disk.makeFolder('/f')
    await write(disk, '/f/synced', 'synced')
    await disk.syncFolder('/f')
    const part = await disk.openPart('/f/synced', 6)
    await part.write(bytes(' and more'))
    await write(disk, '/f/unlisted', 'synced bytes, unsynced name')
    return disk
  }

  it('loses unsynced bytes and unsynced names', async () => {
    const disk = await place()
    disk.crash()
    expect(disk.paths()).toEqual(['/f/synced'])
    expect(Buffer.from(disk.contents('/f/synced') ?? []).toString()).toBe('synced')
  })

  it('can keep the length of unsynced bytes but not the bytes', async () => {
    const disk = await place()
    disk.crash({ names: 'kept', contents: 'zeroed' })
    expect(disk.paths()).toEqual(['/f/synced', '/f/unlisted'])
    expect(Buffer.from(disk.contents('/f/synced') ?? []).toString()).toBe(`synced${'\u0000'.repeat(9)}`)
  })

  it('brings back what an unsynced truncation and an unsynced removal took', async () => {
    const disk = await place()
    await write(disk, '/f/other', 'other')
    await disk.syncFolder('/f')
    await disk.openPart('/f/synced', 0)
    await disk.remove('/f/other')
    disk.crash()
    expect(Buffer.from(disk.contents('/f/synced') ?? []).toString()).toBe('synced')
    expect(Buffer.from(disk.contents('/f/other') ?? []).toString()).toBe('other')
  })

  it('never answers a process that is dead, and serves the next one', async () => {
    const disk = await place()
    const before = disk.mount()
    disk.crash()
    const isSettled = await Promise.race([
      before.size('/f/synced').then(() => true),
      disk
        .mount()
        .size('/f/synced')
        .then(() => false),
    ])
    expect(isSettled).toBe(false)
  })

  it('fills up, and gives space back', async () => {
    const disk = createMemoryFileStore({ capacityBytes: 10 })
    await disk.makeFolder('/f')
    await write(disk, '/f/a', '12345678')
    expect(await disk.freeBytes('/f')).toBe(2)
    await expect(write(disk, '/f/b', 'abc')).rejects.toMatchObject({ code: 'ENOSPC' })
    await disk.remove('/f/a')
    expect(await disk.freeBytes('/f')).toBe(8)
  })
})
