import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/core/db/openDatabase.ts'
import { killLeftovers, requireBuild, type BuiltServer } from '../harness/builtServer.ts'
import { openCrashSite, type CrashSite } from '../harness/crashSite.ts'
import { eventually } from '../harness/eventually.ts'

beforeAll(requireBuild)
afterAll(killLeftovers)

describe('a data folder', () => {
  it('belongs to one process: a second one ends with 1, names the folder and disturbs nothing', async () => {
    await using site = await openCrashSite()
    const first = site.launch()
    await first.ready
    await site.generate(first, { count: 3 })
    const second = await site.launch().exit
    expect(second.code).toBe(1)
    expect(second.err).toContain(site.dataDir)
    await first.stop()
    await site.recover()
  })

  it('is free again as soon as its process was killed', async () => {
    await using site = await openCrashSite()
    const first = site.launch()
    await first.ready
    await first.kill()
    const second = site.launch()
    await second.ready
    expect((await second.stop()).code).toBe(0)
  })

  it.each(['was closed', 'was killed'])(
    'of a newer version that %s is refused, and not a byte changes',
    async (how) => {
      await using site = await openCrashSite()
      const first = site.launch()
      await site.generate(first)
      await first.stop()
      const file = join(site.dataDir, 'dailies.db')
      const library = new Database(file)
      library.pragma('user_version = 9990')
      // Copied while it is open, the newer version is only in the log.
      for (const end of how === 'was killed' ? ['', '-wal'] : []) await copyFile(`${file}${end}`, `${file}${end}.copy`)
      library.close()
      for (const end of how === 'was killed' ? ['', '-wal'] : []) await rename(`${file}${end}.copy`, `${file}${end}`)
      const before = await hashesIn(site.dataDir)
      const refused = await site.launch().exit
      expect(refused.code).toBe(1)
      expect(refused.err).toMatch(/newer/)
      expect(refused.err).toContain(site.dataDir)
      expect(await hashesIn(site.dataDir)).toEqual(before)
      if (how === 'was closed') expect(await readdir(site.dataDir)).not.toContain('dailies.db-wal')
    },
  )

  it('holds every acknowledged job at any moment at which the power may go', async () => {
    await using site = await openCrashSite()
    const server = site.launch()
    await server.ready
    for (let moment = 0; moment < 5; moment += 1) {
      await Promise.all([site.generate(server, { count: 3 }), site.generate(server)])
      const acknowledged = [...site.acknowledged]
      const copy = await copyWhileStopped(site, server, `moment-${moment}`)
      const db = openDatabase(copy)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      const ids = new Set(db.prepare<[], string>('SELECT id FROM jobs').pluck().all())
      db.close()
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    }
    await server.stop()
    await site.recover()
  })
})

/** The library by file name and content. The lock is the process's own, and `-shm` holds nothing (sqlite.org/walformat.html). */
const hashesIn = async (folder: string): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('dailies.db') && !name.endsWith('-shm'))
  const entries = names.map(async (name) => {
    const hash = createHash('sha256').update(await readFile(join(folder, name)))
    return [name, hash.digest('hex')] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** A stopped process writes nothing, so database and log are copied as they are at one moment. */
async function copyWhileStopped(site: CrashSite, server: BuiltServer, name: string): Promise<string> {
  const { pid = 0 } = server.child
  const folder = join(site.dataDir, '..', name)
  await mkdir(folder)
  process.kill(pid, 'SIGSTOP')
  try {
    await eventually(async () => (await stateOf(pid)).startsWith('T'), 'the process stands still')
    for (const file of ['dailies.db', 'dailies.db-wal']) await copyFile(join(site.dataDir, file), join(folder, file))
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  return join(folder, 'dailies.db')
}

const stateOf = async (pid: number): Promise<string> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)])
  return stdout.trim()
}
