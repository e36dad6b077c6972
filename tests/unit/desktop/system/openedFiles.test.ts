import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedKind } from '../../../../electron/desktop/system/openedFileKind.ts'
import { createReadOpened } from '../../../../electron/desktop/system/openedFiles.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('what a file is opened as', () => {
  it.each([
    ['a.png', 10, 'picture'],
    ['A.JPG', 10, 'picture'],
    ['a.jpeg', 64_000_000, 'picture'],
    ['a.webp', 64_000_001, 'tooLarge'],
    ['a.png', 0, 'empty'],
    ['a.csv', 10, 'table'],
    ['a.txt', 8_000_001, 'tooLarge'],
    ['a.mp4', 9_000_000_000, 'video'],
    ['a.gif', 10, 'unknown'],
    ['a', 10, 'unknown'],
    ['a.png.exe', 10, 'unknown'],
    ['png', 10, 'unknown'],
  ] as const)('%s with %i bytes: %s', (name, size, kind) => expect(openedKind(name, size)).toBe(kind))
})

describe('opening a file with the app', () => {
  const reading = async () => {
    const folder = await makeTempFolder()
    const known = new Map<string, string>()
    const logger = createMemoryLogger()
    const translate = createTranslate('en')
    const read = createReadOpened({
      host: { jobOfFile: (path) => known.get(path) ?? null },
      translate: () => translate,
      logger,
    })
    const put = async (name: string, bytes: string | Uint8Array): Promise<string> => {
      const path = join(folder.path, name)
      await writeFile(path, bytes)
      return path
    }
    return { folder, known, read, put, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
  }
  const refused = (part: string) => ({ kind: 'refused', message: expect.stringContaining(part) as string })

  it('hands pictures and tables to the page, byte for byte', async () => {
    await using files = await reading()
    const picture = await files.put('Bär 1.png', PNG)
    expect(await files.read(picture)).toEqual({
      kind: 'file',
      file: { name: 'Bär 1.png', base64: PNG.toString('base64') },
    })
    const table = await files.put('shots.csv', 'prompt\r\nein Fuchs\r\n')
    expect(await files.read(table)).toEqual({
      kind: 'file',
      file: { name: 'shots.csv', base64: Buffer.from('prompt\r\nein Fuchs\r\n').toString('base64') },
    })
  })

  it('hands over UTF-16 as UTF-8, such as what Excel calls Unicode text', async () => {
    await using files = await reading()
    const text = 'prompt\tseconds\r\nein Bär 🐻\t4\r\n'
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    const big = Buffer.from(little).swap16()
    const base64 = Buffer.from(text).toString('base64')
    for (const bytes of [little, big]) {
      // Tabs make it a table, which the page tells by the name.
      expect(await files.read(await files.put('shots.txt', bytes))).toEqual({
        kind: 'file',
        file: { name: 'shots.txt.tsv', base64 },
      })
      expect(await files.read(await files.put('shots.csv', bytes))).toEqual({
        kind: 'file',
        file: { name: 'shots.csv', base64 },
      })
    }
    const lines = Buffer.from('\ufeffein Bär\nein\tFuchs', 'utf16le')
    expect(await files.read(await files.put('lines.txt', lines))).toMatchObject({ file: { name: 'lines.txt' } })
  })

  it('takes no bytes for UTF-16 because of how they begin', async () => {
    await using files = await reading()
    const mark = [0xff, 0xfe]
    expect(await files.read(await files.put('odd.txt', Buffer.from([...mark, 0x41])))).toEqual(refused('not what its'))
    expect(await files.read(await files.put('half.txt', Buffer.from([...mark, 0, 0xd8])))).toEqual(
      refused('not what its'),
    )
    const wide = Buffer.from([...mark, 0, 0, 0x41, 0, 0, 0])
    expect(await files.read(await files.put('utf32.txt', wide))).toEqual(refused('not what its'))
    expect(await files.read(await files.put('mark.txt', Buffer.from(mark)))).toEqual(refused('is empty'))
    const large = Buffer.from(`\ufeff${'狐'.repeat(3_000_000)}`, 'utf16le')
    expect(await files.read(await files.put('large.txt', large))).toEqual(refused('too large'))
  })

  it('finds the job of a take, also through a link', async () => {
    await using files = await reading()
    const take = await files.put('take.mp4', 'video')
    files.known.set(take, 'job_1')
    expect(await files.read(take)).toEqual({ kind: 'job', jobId: 'job_1' })
    const link = join(files.folder.path, 'link.mp4')
    await symlink(take, link)
    expect(await files.read(link)).toEqual({ kind: 'job', jobId: 'job_1' })
  })

  it('says clearly why it opens nothing else', async () => {
    await using files = await reading()
    expect(await files.read(await files.put('other.mp4', 'x'))).toEqual(refused('no take of this library'))
    expect(await files.read(await files.put('notes.pdf', 'x'))).toEqual(refused('can not open notes.pdf'))
    expect(await files.read(await files.put('not.png', 'no picture at all'))).toEqual(refused('not what its name says'))
    expect(await files.read(await files.put('program.txt', Buffer.from([0x4d, 0x5a, 0, 1])))).toEqual(
      refused('not what its name'),
    )
    expect(await files.read(await files.put('empty.csv', ''))).toEqual(refused('is empty'))
    expect(await files.read(await files.put('large.csv', 'x'.repeat(8_000_001)))).toEqual(refused('too large'))
    expect(await files.read(join(files.folder.path, 'gone.png'))).toEqual(refused('could not be read'))
  })

  it('is not fooled by folders and pipes with a fitting name', async () => {
    await using files = await reading()
    const folder = join(files.folder.path, 'folder.png')
    await mkdir(folder)
    expect(await files.read(folder)).toEqual(refused('can not open'))
    const pipe = join(files.folder.path, 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    expect(await files.read(pipe)).toEqual(refused('can not open'))
  })
})
