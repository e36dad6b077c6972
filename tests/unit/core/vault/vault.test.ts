import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createFileVault, secretsFilePath } from '../../../../electron/core/vault/fileVault.ts'
import { openVault } from '../../../../electron/core/vault/keyVault.ts'
import { keychainService, oneAtATime, type Keychain } from '../../../../electron/core/vault/systemKeychain.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createFakeKeychain, noKeychain } from '../../../fakes/fakeKeychain.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

type Door = 'desktop' | 'server'

const open = (dataDir: string, openKeychain: () => Promise<Keychain>, door: Door = 'server') => {
  const logger = createMemoryLogger()
  const clock = createFakeClock()
  const vault = openVault({ dataDir, openKeychain, mayUseFile: door === 'server', clock, logger })
  return { vault, logger, clock }
}

/** Lets everything happen that is not waiting for time or for a person, disk included. */
const settled = async (dataDir: string): Promise<void> => {
  for (let n = 0; n < 20; n++) await readdir(dataDir)
}

const broken: readonly [string, () => Promise<Keychain>][] = [
  ['cannot be loaded', noKeychain],
  ['refuses', async () => ({ ...createFakeKeychain(), get: () => Promise.reject(new Error('no')) })],
]

describe('a vault with a keychain', () => {
  it('keeps secrets in the keychain and nowhere else, and leaves no trace of its looking for one', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    const { vault, logger, clock } = open(folder.path, async () => keychain, 'desktop')
    expect(vault.kind).toBe('keychain')
    expect(await vault.get('a')).toBeNull()
    await vault.set('a', 'one')
    expect(await vault.get('a')).toBe('one')
    expect([...keychain.entries]).toEqual([['a', 'one']])
    await vault.delete('a')
    expect(keychain.entries.size).toBe(0)
    expect(logger.lines).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('asks a locked keychain for nothing that it would have to be unlocked for, until a secret is wanted', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    keychain.entries.set('a', 'one')
    keychain.lock()
    const { vault } = open(folder.path, async () => keychain, 'desktop')
    await settled(folder.path)
    expect(keychain.asked).toEqual([])
    const reading = vault.get('a')
    await settled(folder.path)
    keychain.answer(true)
    expect(await reading).toBe('one')
  })

  it('says so when the person does not unlock it', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    keychain.entries.set('a', 'one')
    keychain.lock()
    const { vault } = open(folder.path, async () => keychain)
    const reading = vault.get('a')
    keychain.answer(false)
    await expect(reading).rejects.toMatchObject({ name: 'SecretOutOfReachError', trouble: 'closed' })
  })

  it('notices a keychain that takes a secret and forgets it', async () => {
    await using folder = await makeTempFolder()
    const forgets: Keychain = { ...createFakeKeychain(), get: async () => null }
    const desktop = open(folder.path, async () => forgets, 'desktop')
    await expect(desktop.vault.set('a', 'one')).rejects.toMatchObject({ trouble: 'closed' })
    const server = open(folder.path, async () => forgets)
    await server.vault.set('a', 'one')
    expect(await server.vault.get('a')).toBe('one')
    expect(JSON.stringify(server.logger.lines)).not.toContain('"one"')
  })
})

describe('a vault without a keychain', () => {
  it.each(broken)(
    'of the server door keeps secrets in the file, with a warning, where it %s',
    async (_case, keychain) => {
      await using folder = await makeTempFolder()
      const { vault, logger } = open(folder.path, keychain)
      await vault.set('a', 'one')
      expect(vault.kind).toBe('file')
      expect(await createFileVault(secretsFilePath(folder.path)).get('a')).toBe('one')
      const warnings = logger.lines.filter(({ level }) => level === 'warn')
      expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining(secretsFilePath(folder.path))])
    },
  )

  it.each(broken)('of the desktop saves nothing, aloud, where it %s', async (_case, keychain) => {
    await using folder = await makeTempFolder()
    const { vault } = open(folder.path, keychain, 'desktop')
    await expect(vault.set('a', 'one')).rejects.toMatchObject({ name: 'SecretNotKeptError', trouble: 'absent' })
    expect(vault.kind).toBe('none')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('of the desktop saves to the file once the person allows it, and not once they do not any more', async () => {
    await using folder = await makeTempFolder()
    const { vault } = open(folder.path, noKeychain, 'desktop')
    vault.allowFile?.(true)
    await vault.set('a', 'one')
    expect(vault.kind).toBe('file')
    vault.allowFile?.(false)
    expect(vault.kind).toBe('none')
    await expect(vault.set('a', 'two')).rejects.toThrow('may not be kept in a file')
    expect(await vault.get('a')).toBe('one')
    await vault.delete('a')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('waits three seconds for one that never answers, and only when it must know', async () => {
    await using folder = await makeTempFolder()
    const { vault, clock } = open(folder.path, () => new Promise(() => {}))
    expect(clock.pendingTimers()).toBe(0)
    const saving = vault.set('a', 'one')
    await clock.advance(3000)
    await saving
    expect(await vault.get('a')).toBe('one')
  })

  it('takes up a keychain that answers late after all', async () => {
    await using folder = await makeTempFolder()
    const late = Promise.withResolvers<Keychain>()
    const keychain = createFakeKeychain()
    keychain.entries.set('a', 'one')
    const { vault, clock } = open(folder.path, () => late.promise, 'desktop')
    const reading = vault.get('a')
    await clock.advance(60_000)
    late.resolve(keychain)
    expect(await reading).toBe('one')
  })

  it('does not claim to have deleted what may still be in a keychain', async () => {
    await using folder = await makeTempFolder()
    const { vault } = open(folder.path, noKeychain)
    await expect(vault.delete('a')).rejects.toMatchObject({ name: 'SecretOutOfReachError', trouble: 'absent' })
    await vault.set('a', 'one')
    await vault.delete('a')
  })

  it('refuses to lose the keys of a damaged file', async () => {
    await using folder = await makeTempFolder()
    await writeFile(secretsFilePath(folder.path), '{"a":"very-secret')
    const { vault } = open(folder.path, noKeychain)
    await expect(vault.set('b', 'two')).rejects.toMatchObject({ name: 'SecretFileDamagedError' })
    await expect(vault.get('a')).rejects.toMatchObject({ name: 'SecretFileDamagedError' })
  })
})

describe('one library, two doors', () => {
  const DOORS = ['desktop', 'server'] as const
  const orders = DOORS.flatMap((first) => DOORS.map((second) => [first, second] as const))

  it.each(orders)('a key saved by the %s with a keychain is found by the %s with it', async (first, second) => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    await open(folder.path, async () => keychain, first).vault.set('a', 'one')
    expect(await open(folder.path, async () => keychain, second).vault.get('a')).toBe('one')
    expect(await readdir(folder.path)).toEqual([])
  })

  it.each(DOORS)('a key that the server kept in the file is used by the %s without a keychain', async (second) => {
    await using folder = await makeTempFolder()
    await open(folder.path, noKeychain).vault.set('a', 'one')
    expect(await open(folder.path, noKeychain, second).vault.get('a')).toBe('one')
  })

  it.each(DOORS)('and moves to the keychain as soon as the %s has one', async (second) => {
    await using folder = await makeTempFolder()
    await open(folder.path, noKeychain).vault.set('a', 'one')
    const keychain = createFakeKeychain()
    const { vault } = open(folder.path, async () => keychain, second)
    // At once, also while it is still on its way.
    expect(await vault.get('a')).toBe('one')
    await vault.set('b', 'two')
    expect([...keychain.entries]).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ])
    expect(await readdir(folder.path)).toEqual([])
    expect(await vault.get('a')).toBe('one')
  })

  it.each(DOORS)(
    'a key in the keychain is named as out of reach by the %s without one, not as lost',
    async (second) => {
      await using folder = await makeTempFolder()
      const keychain = createFakeKeychain()
      await open(folder.path, async () => keychain).vault.set('a', 'one')
      const { vault } = open(folder.path, noKeychain, second)
      await expect(vault.get('a')).rejects.toMatchObject({ name: 'SecretOutOfReachError', trouble: 'absent' })
    },
  )

  it('the newer key wins: given to a server without keychain, it replaces the old one in the keychain', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    await open(folder.path, async () => keychain, 'desktop').vault.set('a', 'old')
    await open(folder.path, noKeychain).vault.set('a', 'new')
    const { vault } = open(folder.path, async () => keychain, 'desktop')
    expect(await vault.get('a')).toBe('new')
    await vault.set('b', 'two')
    expect(keychain.entries.get('a')).toBe('new')
    expect(await vault.get('a')).toBe('new')
  })

  it('keys that could not be moved stay in the file, and are found there', async () => {
    await using folder = await makeTempFolder()
    const file = createFileVault(secretsFilePath(folder.path))
    await file.set('a', 'one')
    await file.set('b', 'two')
    const keychain = createFakeKeychain()
    const isFull: Keychain = {
      ...keychain,
      set: async (name, secret) => {
        if (name === 'b') throw new Error('full')
        await keychain.set(name, secret)
      },
    }
    const { vault, logger } = open(folder.path, async () => isFull, 'desktop')
    expect([await vault.get('a'), await vault.get('b')]).toEqual(['one', 'two'])
    await vault.set('c', 'three')
    expect([await vault.get('a'), await vault.get('b'), await vault.get('c')]).toEqual(['one', 'two', 'three'])
    expect(logger.lines.map(({ message }) => message)).toEqual([expect.stringContaining('stay there')])
    expect(JSON.parse(await readFile(secretsFilePath(folder.path), 'utf8'))).toEqual({ a: 'one', b: 'two' })
  })

  it('a keychain that has to be unlocked for the move delays nobody who wants a key from the file', async () => {
    await using folder = await makeTempFolder()
    await open(folder.path, noKeychain).vault.set('a', 'one')
    const keychain = createFakeKeychain()
    keychain.lock()
    const { vault } = open(folder.path, async () => keychain, 'desktop')
    expect(await vault.get('a')).toBe('one')
    keychain.answer(true)
  })
})

describe('saving into a locked keychain', () => {
  it('waits for the person', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    const { vault, clock } = open(folder.path, async () => keychain, 'desktop')
    keychain.lock()
    const saving = vault.set('a', 'one')
    await settled(folder.path)
    await clock.advance(20_000)
    keychain.answer(true)
    await saving
    expect(keychain.entries.get('a')).toBe('one')
  })

  it('ends with a refusal when nobody answers', async () => {
    await using folder = await makeTempFolder()
    const keychain = createFakeKeychain()
    const { vault, clock } = open(folder.path, async () => keychain, 'desktop')
    keychain.lock()
    const saving = vault.set('a', 'one').catch((error: unknown) => error)
    await settled(folder.path)
    await clock.advance(25_000)
    expect(await saving).toMatchObject({ trouble: 'silent' })
    keychain.answer(false)
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

describe('the calls to the keychain', () => {
  it('come one after the other, so that one that waits for a person takes one thread, and a failed one ends nothing', async () => {
    let underWay = 0
    let most = 0
    const slow = async <T>(value: T): Promise<T> => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return value
    }
    const keychain = oneAtATime({
      get: (name) => slow(name),
      set: async () => {
        await slow(null)
        throw new Error('full')
      },
      delete: async () => slow(undefined),
    })
    const results = await Promise.allSettled([
      keychain.get('a'),
      keychain.set('b', 'x'),
      keychain.delete('c'),
      keychain.get('d'),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(most).toBe(1)
  })
})
