import { requireNode } from './nodeVersion.mjs'

requireNode()
const { spawn } = await import('node:child_process')
const { existsSync, mkdtempSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join, resolve } = await import('node:path')
const { setTimeout: wait } = await import('node:timers/promises')

/**
 * `node scripts/checkStart.mjs <program>` starts a packaged app as it is shipped, where no inspector and so no Playwright
 * can look in: it must open its library, stay alive, and end by itself when it is told to.
 */

const OPEN_TIMEOUT_MS = 60_000
const STAY_MS = 10_000
const STOP_TIMEOUT_MS = 20_000

const program = process.argv[2]
if (program === undefined || !existsSync(program)) {
  process.stderr.write(`There is no program ${program ?? ''}.\n`)
  process.exit(2)
}

const dataDir = mkdtempSync(join(tmpdir(), 'dailies-start-'))
const child = spawn(resolve(program), ['--hidden'], {
  stdio: 'inherit',
  env: { ...process.env, DAILIES_DATA_DIR: dataDir, DAILIES_VIDEOS_DIR: join(dataDir, 'videos') },
})
const ended = new Promise((settle) => {
  child.on('error', (error) => settle(error.message))
  child.on('exit', (code, signal) => settle(code ?? signal))
})

/** @returns {Promise<void>} when the library is there; rejects when the app has ended or takes too long */
const opened = async () => {
  const until = Date.now() + OPEN_TIMEOUT_MS
  while (!existsSync(join(dataDir, 'dailies.db'))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('It has not opened its library.')
    await wait(200)
  }
}

const check = async () => {
  await opened()
  const early = await Promise.race([ended, wait(STAY_MS, null)])
  if (early !== null) throw new Error(`It ended by itself (${early}).`)
  child.kill()
  const end = await Promise.race([ended, wait(STOP_TIMEOUT_MS, null)])
  if (end === null) throw new Error('It does not stop.')
  // Windows knows no polite signal: there, the end is always a hard one.
  if (process.platform !== 'win32' && end !== 0) throw new Error(`It stopped with ${end}.`)
}

try {
  await check()
  process.stdout.write('It starts, works and stops.\n')
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  child.kill('SIGKILL')
  await ended
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
