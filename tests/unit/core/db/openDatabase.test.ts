import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openDatabase, openStore } from '../../../../electron/core/db/openDatabase.ts'
import { migrate, schemaVersion } from '../../../../electron/core/db/migrate.ts'
import { migrations } from '../../../../electron/core/db/migrations/index.ts'
import { createTransaction } from '../../../../electron/core/db/transaction.ts'
import { HostOpenError } from '../../../../electron/core/hostError.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

const newest = migrations.at(-1)?.version ?? 0

function problemOf(open: () => unknown): HostOpenError {
  try {
    open()
  } catch (error) {
    if (error instanceof HostOpenError) return error
    throw error
  }
  return expect.fail('it opened')
}

describe('an opened library', () => {
  it('is durable, checked and not shared', async () => {
    await using folder = await makeTempFolder()
    const { db, close } = openStore(join(folder.path, 'new', 'data'))
    const pragma = (name: string): unknown => db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous'), 'FULL').toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('checkpoint_fullfsync')).toBe(1)
    expect(pragma('fullfsync')).toBe(1)
    expect(pragma('busy_timeout')).toBe(5000)
    expect(schemaVersion(db)).toBe(newest)
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'").pluck()
    expect(tables.all().filter((name) => !String(name).startsWith('job_prompts'))).toEqual([])
    expect((await stat(join(folder.path, 'new', 'data'))).mode & 0o777).toBe(0o700)
    close()
  })

  it('is found again as it was left', async () => {
    await using folder = await makeTempFolder()
    const first = openStore(folder.path)
    first.db.exec(`INSERT INTO settings VALUES ('a', '1')`)
    first.close()
    const second = openStore(folder.path)
    expect(second.db.prepare('SELECT * FROM settings').all()).toEqual([{ key: 'a', value: '1' }])
    second.close()
  })
})

describe('a library that cannot be opened', () => {
  it('is refused when a newer Dailies wrote it, and not one byte or file changes', async () => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    const newer = new Database(file)
    newer.pragma('journal_mode = WAL')
    newer.exec(
      `CREATE TABLE of_the_future (x); INSERT INTO of_the_future VALUES (1); PRAGMA user_version = ${newest + 10}`,
    )
    newer.close()
    const before = await readFile(file)
    const problem = problemOf(() => openStore(folder.path))
    expect(problem.code).toBe('database_too_new')
    expect(problem.message).toContain(file)
    expect(problem.message).toMatch(/newer version/)
    expect((await readFile(file)).equals(before)).toBe(true)
    expect((await readdir(folder.path)).filter((name) => name !== 'dailies.lock')).toEqual(['dailies.db'])
  })

  it('is refused also when the newer one crashed and left its log', async () => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    const newer = new Database(file)
    newer.pragma('journal_mode = WAL')
    newer.exec('CREATE TABLE t (x)')
    newer.pragma('wal_checkpoint(TRUNCATE)')
    newer.exec(`PRAGMA user_version = ${newest + 10}`)
    await using copy = await makeTempFolder()
    for (const name of ['dailies.db', 'dailies.db-wal'])
      await writeFile(join(copy.path, name), await readFile(join(folder.path, name)))
    newer.close()
    const before = await readFile(join(copy.path, 'dailies.db'))
    expect(problemOf(() => openStore(copy.path)).code).toBe('database_too_new')
    expect((await readFile(join(copy.path, 'dailies.db'))).equals(before)).toBe(true)
    const left = new Database(join(copy.path, 'dailies.db'))
    expect(schemaVersion(left), 'the log was not lost').toBe(newest + 10)
    left.close()
  })

  it.each([
    ['text', Buffer.from('this is not a database, it is a letter to my mother'.repeat(40))],
    ['zeros', Buffer.alloc(8192)],
    ['a torn header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(40, 0xff)])],
  ])('is refused with the name of the file when it is %s, and kept', async (_name, bytes) => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    await writeFile(file, bytes)
    const problem = problemOf(() => openStore(folder.path))
    expect([problem.code, problem.path]).toEqual(['library_damaged', file])
    expect(problem.message).toContain(file)
    expect(problem.message).toMatch(/videos .* are safe.*copy.*begin anew/)
    expect((await readFile(file)).equals(bytes)).toBe(true)
    await writeFile(file, '')
    openStore(folder.path).close()
  })

  it('is refused as damaged when pages in its middle are torn', async () => {
    await using folder = await makeTempFolder()
    const file = join(folder.path, 'dailies.db')
    openStore(folder.path).close()
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(0xff, 100, 4096))
    expect(problemOf(() => openDatabase(file)).code).toBe('library_damaged')
  })

  it('never tells of an option that only one of the doors has', async () => {
    await using folder = await makeTempFolder()
    const { close } = openStore(folder.path)
    expect(problemOf(() => openStore(folder.path)).message).not.toContain('--')
    close()
  })

  it.runIf(existsSync('/proc/self'))('is refused where a file system takes no folders', () => {
    const problem = problemOf(() => openStore('/proc/nope/deeper'))
    expect([problem.code, problem.path]).toEqual(['folder_unusable', '/proc/nope/deeper'])
  })

  it('is refused when a file stands where the folder should be', async () => {
    await using folder = await makeTempFolder()
    const place = join(folder.path, 'data')
    await writeFile(place, '')
    const problem = problemOf(() => openStore(place))
    expect([problem.code, problem.message.includes(place)]).toEqual(['folder_unusable', true])
  })

  it('gives the folder free again', async () => {
    await using folder = await makeTempFolder()
    await mkdir(join(folder.path, 'dailies.db'))
    expect(problemOf(() => openStore(folder.path)).code).toBe('folder_unusable')
    expect(problemOf(() => openStore(folder.path)).code, 'not: in use').toBe('folder_unusable')
  })
})

describe('migrating', () => {
  const failing = [...migrations, { version: newest + 10, up: () => fail() }]
  const fail = (): never => {
    throw new Error('no such column')
  }

  it('keeps the old version whole when a pending step fails', () => {
    const db = new Database(':memory:')
    const half = migrations.slice(0, 3)
    migrate(db, 'test', half)
    const before = schemaOf(db)
    expect(() => migrate(db, 'test', failing)).toThrow('no such column')
    expect(schemaOf(db)).toEqual(before)
    expect(schemaVersion(db)).toBe(half.at(-1)?.version)
    migrate(db, 'test')
    expect(schemaVersion(db)).toBe(newest)
  })

  it('does nothing the second time', () => {
    const db = new Database(':memory:')
    migrate(db, 'test')
    const before = schemaOf(db)
    migrate(db, 'test')
    expect(schemaOf(db)).toEqual(before)
  })

  it('arrives at the same schema step by step and at once', () => {
    const atOnce = new Database(':memory:')
    migrate(atOnce, 'test')
    const stepwise = new Database(':memory:')
    for (let count = 1; count <= migrations.length; count += 1) migrate(stepwise, 'test', migrations.slice(0, count))
    expect(schemaOf(stepwise)).toEqual(schemaOf(atOnce))
  })

  it('is numbered in rising tens', () => {
    const versions = migrations.map((migration) => migration.version)
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(new Set(versions).size).toBe(versions.length)
    expect(versions.every((version) => version % 10 === 0)).toBe(true)
  })

  const schemaOf = (db: Database.Database): unknown[] =>
    db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
})

describe('a transaction', () => {
  it('is written wholly or not at all, inner ones included', () => {
    const db = openDatabase(':memory:')
    const run = createTransaction(db)
    const count = (): unknown => db.prepare('SELECT count(*) FROM settings').pluck().get()
    const add = (key: string): void => void db.prepare('INSERT INTO settings VALUES (?, 1)').run(key)
    const broken = (): void =>
      run(() => {
        add('a')
        run(() => add('b'))
        throw new Error('boom')
      })
    expect(broken).toThrow('boom')
    expect(count()).toBe(0)
    expect(run(() => run(() => (add('a'), 7)))).toBe(7)
    expect(count()).toBe(1)
  })
})

describe('one process on a folder', () => {
  /** A process of its own that opens the folder and says so. */
  async function openElsewhere(dataDir: string): Promise<{ child: ChildProcess; answer: string }> {
    const module = pathToFileURL(join(import.meta.dirname, '../../../../electron/core/db/openDatabase.ts')).href
    const script = `
      const { openStore } = await import(${JSON.stringify(module)})
      try { globalThis.kept = openStore(${JSON.stringify(dataDir)}); console.log('opened'); setInterval(() => undefined, 1000) }
      catch (error) { console.log(error.code + ' ' + error.message) }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(child.stdout ?? expect.fail('no output'), 'data')) as [Buffer]
    return { child, answer: line.toString().trim() }
  }
  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  it('keeps a second one out while it lives, and lets it in after kill -9', async () => {
    await using folder = await makeTempFolder()
    const first = await openElsewhere(folder.path)
    try {
      expect(first.answer).toBe('opened')
      const problem = problemOf(() => openStore(folder.path))
      expect(problem.code).toBe('folder_in_use')
      expect(problem.message).toContain(folder.path)
    } finally {
      await end(first.child, 'SIGKILL')
    }
    openStore(folder.path).close()
  })

  it('keeps others out from the first moment, also itself', async () => {
    await using folder = await makeTempFolder()
    const { close } = openStore(folder.path)
    expect(problemOf(() => openStore(folder.path)).code).toBe('folder_in_use')
    const other = await openElsewhere(folder.path)
    await end(other.child, 'SIGTERM')
    expect(other.answer).toMatch(/^folder_in_use .*already using the data folder/)
    close()
    openStore(folder.path).close()
  })
})
