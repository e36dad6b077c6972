import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOrMakeToken } from '../../../electron/server/tokenFile.ts'
import { makeTempFolder } from '../../fakes/tempFolder.ts'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('readOrMakeToken', () => {
  it('makes a token once and keeps it, readable by the owner only', async () => {
    await using folder = await makeTempFolder()
    const token = await readOrMakeToken(folder.path)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await readOrMakeToken(folder.path)).toBe(token)
    expect(await readdir(folder.path)).toEqual(['server-token'])
    expect(await modeOf(join(folder.path, 'server-token'))).toBe(0o600)
  })

  it('gives each folder another token', async () => {
    await using one = await makeTempFolder()
    await using other = await makeTempFolder()
    expect(await readOrMakeToken(one.path)).not.toBe(await readOrMakeToken(other.path))
  })

  it('closes a kept token again that somebody had opened to others', async () => {
    await using folder = await makeTempFolder()
    const token = await readOrMakeToken(folder.path)
    await chmod(join(folder.path, 'server-token'), 0o644)
    expect(await readOrMakeToken(folder.path)).toBe(token)
    expect(await modeOf(join(folder.path, 'server-token'))).toBe(0o600)
  })

  it.each(['', 'short', 'x\n'])('replaces a token that was cut off to %j', async (kept) => {
    await using folder = await makeTempFolder()
    await writeFile(join(folder.path, 'server-token'), kept)
    expect(await readOrMakeToken(folder.path)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await modeOf(join(folder.path, 'server-token'))).toBe(0o600)
  })
})
