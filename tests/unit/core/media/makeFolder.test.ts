import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder, makeFolderSync } from '../../../../electron/core/media/makeFolder.ts'

const inBothWays: [string, typeof makeFolder][] = [
  ['a folder', makeFolder],
  ['a folder at once', async (folder, mode) => await new Promise((done) => done(makeFolderSync(folder, mode)))],
]

describe.each(inBothWays)('making %s', (_way, make) => {
  it('makes those above it too, and is content with what is there', async () => {
    const root = await mkdtemp(join(tmpdir(), 'dailies-test-'))
    const folder = join(root, 'a', 'b', 'c')
    await make(folder, 0o700)
    await make(folder, 0o700)
    expect((await stat(folder)).isDirectory()).toBe(true)
    expect((await stat(join(root, 'a'))).mode & 0o777).toBe(0o700)
    await rm(root, { recursive: true })
  })

  it('says why where a file is in the way', async () => {
    const root = await mkdtemp(join(tmpdir(), 'dailies-test-'))
    await writeFile(join(root, 'file'), '')
    await expect(make(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(make(join(root, 'file', 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' })
    await rm(root, { recursive: true })
  })

  it.runIf(existsSync('/proc/self'))('comes to an end where a file system takes no folders', async () => {
    await expect(make('/proc/nope/deeper')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
