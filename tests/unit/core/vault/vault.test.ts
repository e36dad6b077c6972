import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createFileVault, secretsFilePath } from '../../../../electron/core/vault/fileVault.ts'
import { keychainService, openVault, type Keychain } from '../../../../electron/core/vault/keyVault.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

const fakeKeychain = (): Keychain & { entries: Map<string, string> } => {
  const entries = new Map<string, string>()
  return {
    entries,
    get: async (name) => entries.get(name) ?? null,
    set: async (name, secret) => void entries.set(name, secret),
    delete: async (name) => void entries.delete(name),
  }
}

describe('createFileVault', () => {
  it('keeps, replaces and deletes secrets in a file for its owner only', async () => {
    await using folder = await makeTempFolder()
    const path = secretsFilePath(folder.path)
    const vault = createFileVault(path)
    expect(vault.kind).toBe('file')
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

describe('openVault', () => {
  const open = async (dataDir: string, openKeychain: () => Promise<Keychain>) => {
    const logger = createMemoryLogger()
    const clock = createFakeClock()
    const vault = openVault({ dataDir, openKeychain, clock, logger })
    return { vault, logger, clock }
  }

  it('uses a keychain that works, and leaves no trace of the trial in it', async () => {
    await using folder = await makeTempFolder()
    const keychain = fakeKeychain()
    const { vault, logger, clock } = await open(folder.path, async () => keychain)
    const opened = await vault
    expect(opened.kind).toBe('keychain')
    expect(keychain.entries.size).toBe(0)
    await opened.set('a', 'one')
    expect(await opened.get('a')).toBe('one')
    expect(logger.lines).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
    expect(await readdir(folder.path)).toEqual([])
  })

  it.each([
    ['cannot be loaded', () => Promise.reject(new Error('no library'))],
    ['refuses', async () => ({ ...fakeKeychain(), set: () => Promise.reject(new Error('locked')) })],
    ['forgets', async () => ({ ...fakeKeychain(), get: async () => null })],
  ])('falls back to the file, with a warning, where the keychain %s', async (_case, openKeychain) => {
    await using folder = await makeTempFolder()
    const { vault, logger } = await open(folder.path, openKeychain)
    expect((await vault).kind).toBe('file')
    expect(logger.lines.map((line) => line.level)).toEqual(['warn', 'debug'])
    expect(logger.lines[0]?.message).toContain(secretsFilePath(folder.path))
  })

  it('does not wait for a keychain that never answers', async () => {
    await using folder = await makeTempFolder()
    const { vault, clock } = await open(folder.path, () => new Promise(() => {}))
    await clock.advance(3000)
    expect((await vault).kind).toBe('file')
  })

  it('moves keys from the file to a keychain that has come back', async () => {
    await using folder = await makeTempFolder()
    await createFileVault(secretsFilePath(folder.path)).set('a', 'one')
    const keychain = fakeKeychain()
    const { vault } = await open(folder.path, async () => keychain)
    expect(await (await vault).get('a')).toBe('one')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('keeps the file when a key could not be moved', async () => {
    await using folder = await makeTempFolder()
    await createFileVault(secretsFilePath(folder.path)).set('a', 'one')
    const keychain = fakeKeychain()
    const refusesReal: Keychain = {
      ...keychain,
      set: async (name, secret) => {
        if (name === 'a') throw new Error('full')
        await keychain.set(name, secret)
      },
    }
    const { vault } = await open(folder.path, async () => refusesReal)
    await vault
    expect(await createFileVault(secretsFilePath(folder.path)).get('a')).toBe('one')
  })
})

describe('keychainService', () => {
  it('is stable for the default folder, and another for every other folder', () => {
    expect(keychainService('/home/me/.config/Dailies', '/home/me/.config/Dailies')).toBe('Dailies')
    const trial = keychainService('/tmp/trial', '/home/me/.config/Dailies')
    expect(trial).toMatch(/^Dailies [0-9a-f]{16}$/)
    expect(keychainService('/tmp/trial', '/elsewhere')).toBe(trial)
    expect(keychainService('/tmp/trial2', '/elsewhere')).not.toBe(trial)
  })
})
