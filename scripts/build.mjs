import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const BUILT = ['out/main/serve.js', 'out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
const SOURCES = ['electron', 'shared', 'renderer', 'package.json', 'package-lock.json', 'electron.vite.config.ts']

/** @param {string} path @returns {number} Time of the last change in it, in milliseconds. */
const newestChange = (path) => {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

const isBuilt = () => BUILT.every((path) => existsSync(join(ROOT, path)))

const isOutdated = () => {
  const builtAt = Math.min(...BUILT.map((path) => statSync(join(ROOT, path)).mtimeMs))
  return SOURCES.some((path) => newestChange(join(ROOT, path)) > builtAt)
}

/** Builds everything into `out/`. Its lines go to standard error, because standard output belongs to the server. */
export const build = async () => {
  const viteCli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const child = spawn(process.execPath, [viteCli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  })
  const giveUp = () => {
    child.kill()
    process.exit(1)
  }
  process.on('SIGTERM', giveUp).on('SIGINT', giveUp)
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  process.off('SIGTERM', giveUp).off('SIGINT', giveUp)
  if (code === 0) return
  process.stderr.write('The build failed; see above.\n')
  process.exit(1)
}

/** Builds only where there is nothing, or (`orOutdated`) where the sources have changed since. */
export const ensureBuilt = async ({ orOutdated }) => {
  if (isBuilt() && !(orOutdated && isOutdated())) return
  process.stderr.write('Building Dailies; this takes a few seconds.\n')
  await build()
}
