import { requireNode } from './nodeVersion.mjs'

requireNode()
const { spawn, spawnSync } = await import('node:child_process')
const { existsSync, readFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { ensureBuilt } = await import('./build.mjs')

const ROOT = join(import.meta.dirname, '..')
const ELECTRON = join(ROOT, 'node_modules', 'electron')

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/** Path of Electron's program, or null where it has not been downloaded. */
const electronBinary = () => {
  const pathFile = join(ELECTRON, 'path.txt')
  if (!existsSync(pathFile)) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ELECTRON, 'dist')
  const binary = join(folder, readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

/** Electron's own downloader, with a limit: a network that swallows packets must not keep anyone waiting. */
const downloadElectron = () => {
  process.stderr.write('Downloading Electron (once).\n')
  spawnSync(process.execPath, [join(ELECTRON, 'install.js')], { stdio: 'ignore', timeout: 300_000 })
  return electronBinary()
}

/** What only a window understands; the server door refuses options that it does not know. */
const isForTheWindow = (argument) => argument === '--hidden' || /^dailies:/i.test(argument)

const openServerDoor = async (reason) => {
  process.stderr.write(`${reason} Opening the server door instead: use the link below in a browser.\n`)
  process.argv = process.argv.filter((argument, index) => index < 2 || !isForTheWindow(argument))
  await import('../out/main/serve.js')
}

const openDesktop = (binary) => {
  const child = spawn(binary, [ROOT, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
  child.on('error', () => void openServerDoor('Electron does not start on this machine.'))
  child.on('exit', (code) => process.exit(code ?? 1))
}

await ensureBuilt({ orOutdated: true })
if (hasDisplay()) {
  const binary = existsSync(join(ELECTRON, 'install.js')) ? (electronBinary() ?? downloadElectron()) : null
  if (binary === null) await openServerDoor('Electron could not be downloaded, so there is no desktop window.')
  else openDesktop(binary)
} else {
  await openServerDoor('There is no display here, so no desktop window can open.')
}
