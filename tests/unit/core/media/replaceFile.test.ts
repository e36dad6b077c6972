import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { replaceFile } from '../../../../electron/core/media/replaceFile.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

describe('replacing a file', () => {
  it('gives the new one the mode that was asked for', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'b.txt')
    await replaceFile(path, 'one', 0o600)
    await replaceFile(path, 'two', 0o600)
    expect(await readFile(path, 'utf8')).toBe('two')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder.path)).toEqual(['b.txt'])
  })

  it('leaves no draft behind where it fails: what is in it may be a key', async () => {
    await using folder = await makeTempFolder()
    const path = join(folder.path, 'taken')
    await mkdir(path)
    await expect(replaceFile(path, 'secret', 0o600)).rejects.toMatchObject({ syscall: 'rename' })
    expect(await readdir(folder.path)).toEqual(['taken'])
  })
})
