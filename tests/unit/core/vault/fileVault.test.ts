import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createFileVault, secretsFilePath } from '../../../../electron/core/vault/fileVault.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('createFileVault', () => {
  it('keeps, replaces and deletes secrets in a file for its owner only', async () => {
    await using folder = await makeTempFolder()
    const path = secretsFilePath(folder.path)
    const vault = createFileVault(path)
    expect(await vault.get('a')).toBeNull()
    await vault.set('a', 'one')
    await vault.set('b', 'two')
    await vault.set('a', 'three')
    await vault.delete('b')
    await vault.delete('never there')
    expect(await createFileVault(path).get('a')).toBe('three')
    expect(await vault.get('b')).toBeNull()
    expect(await modeOf(path)).toBe(0o600)
    expect(await readdir(folder.path)).toEqual(['secrets.json'])
  })

  it('leaves no empty file behind', async () => {
    await using folder = await makeTempFolder()
    const vault = createFileVault(secretsFilePath(folder.path))
    await vault.set('a', 'one')
    await vault.delete('a')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('loses none of many changes made at once', async () => {
    await using folder = await makeTempFolder()
    const vault = createFileVault(secretsFilePath(folder.path))
    await Promise.all(Array.from({ length: 20 }, (_, index) => vault.set(`key-${index}`, `secret-${index}`)))
    for (let index = 0; index < 20; index++) expect(await vault.get(`key-${index}`)).toBe(`secret-${index}`)
  })

  it('closes a file that others could read', async () => {
    await using folder = await makeTempFolder()
    const path = secretsFilePath(folder.path)
    await writeFile(path, '{"a":"one"}')
    await chmod(path, 0o644)
    await createFileVault(path).set('b', 'two')
    expect(await modeOf(path)).toBe(0o600)
    expect(await createFileVault(path).get('a')).toBe('one')
  })

  it('takes names that would mean something to JavaScript', async () => {
    await using folder = await makeTempFolder()
    const vault = createFileVault(secretsFilePath(folder.path))
    expect(await vault.get('constructor')).toBeNull()
    await vault.set('constructor', 'one')
    expect(await vault.get('constructor')).toBe('one')
  })

  it('refuses to overwrite a damaged file, and does not quote it', async () => {
    await using folder = await makeTempFolder()
    const path = secretsFilePath(folder.path)
    await writeFile(path, '{"a":"very-secret')
    await expect(createFileVault(path).set('b', 'two')).rejects.toThrow(/damaged/)
    await expect(createFileVault(path).get('a')).rejects.not.toThrow(/very-secret/)
    expect(await readFile(path, 'utf8')).toBe('{"a":"very-secret')
  })
})
