import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFolder } from '../../../../electron/core/db/folderLock.ts'
import { openDatabase } from '../../../../electron/core/db/openDatabase.ts'
import { refuseNewer } from '../../../../electron/core/db/migrate.ts'
import { enterDataFolder } from '../../../../electron/desktop/lifecycle/dataFolder.ts'
import { describeStartFailure } from '../../../../electron/desktop/lifecycle/startFailure.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const [en, de] = [createTranslate('en'), createTranslate('de')]

const failureOf = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
  return expect.fail('it went well')
}

const enter = (folder: string, entered: string[] = []) =>
  enterDataFolder({ DAILIES_DATA_DIR: folder }, 'linux', (path) => entered.push(path))

describe('entering the data folder', () => {
  it('makes it, and tells Electron', async () => {
    await using temporary = await makeTempFolder()
    const folder = join(temporary.path, 'new', 'data')
    const entered: string[] = []
    expect(enter(folder, entered)).toEqual({ path: folder, asked: folder })
    expect([existsSync(folder), entered]).toEqual([true, [folder]])
  })

  it.runIf(existsSync('/proc/self'))('ends with the reason where a file system takes no folders', () => {
    const entered: string[] = []
    const error = failureOf(() => enter('/proc/nope/x', entered))
    expect(entered).toEqual([])
    const said = describeStartFailure(error, { text: en, dataFolder: null })
    expect(said).toContain('/proc/nope/x')
    expect(said).toContain('ENOENT')
    expect(said).toContain('DAILIES_DATA_DIR')
  })
})

describe('what is said about a start that failed', () => {
  it('names the folder that another one uses, and the ways out of this door, in both languages', async () => {
    await using folder = await makeTempFolder()
    const lock = lockFolder(folder.path)
    const error = failureOf(() => lockFolder(folder.path))
    lock.release()
    for (const text of [en, de]) {
      const said = describeStartFailure(error, { text, dataFolder: folder.path })
      expect(said).toContain(folder.path)
      expect(said).toContain('DAILIES_DATA_DIR')
      expect(said).not.toContain('--data-dir')
    }
    expect(describeStartFailure(error, { text: de, dataFolder: folder.path })).toContain('Beende das andere')
  })

  it('says of a newer library that nothing was changed', () => {
    const error = failureOf(() => refuseNewer(1e9, '/data/dailies.db'))
    const said = describeStartFailure(error, { text: en, dataFolder: '/data' })
    expect(said).toMatch(/newer version of Dailies:\n\/data\/dailies\.db/)
    expect(said).toContain('Nothing was changed. Update Dailies')
    expect(said).not.toContain('--data-dir')
  })

  it('says of a damaged library which file it is, that the videos are safe, and what to do', async () => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    writeFileSync(file, 'no database at all'.repeat(100))
    const error = failureOf(() => openDatabase(file))
    const english = describeStartFailure(error, { text: en, dataFolder: folder.path })
    for (const part of [file, 'videos in their folder are safe', 'backup copy', 'move it away', 'not a database'])
      expect(english).toContain(part)
    const german = describeStartFailure(error, { text: de, dataFolder: folder.path })
    for (const part of [file, 'sind sicher', 'Sicherungskopie', 'neu zu beginnen']) expect(german).toContain(part)
  })

  it('knows damage also where it is found only after the library was opened', () => {
    const error = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' })
    const said = describeStartFailure(error, { text: en, dataFolder: '/data' })
    expect(said).toContain(join('/data', 'dailies.db'))
    expect(said).toContain('database disk image is malformed')
    expect(said).toContain('are safe')
  })

  it('says of a folder that stands where the library should be why it cannot be used', async () => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    mkdirSync(file)
    const error = failureOf(() => openDatabase(file))
    expect(describeStartFailure(error, { text: en, dataFolder: folder.path })).toContain(
      `cannot use this place:\n${file}`,
    )
  })

  it('lets an error that nobody expected speak for itself', () => {
    expect(describeStartFailure(new Error('odd'), { text: en, dataFolder: null })).toBe('odd')
    expect(describeStartFailure('odd', { text: de, dataFolder: '/data' })).toBe('odd')
  })
})
