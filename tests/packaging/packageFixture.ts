import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'
import { keyringPackages, type Arch, type Platform } from '../../scripts/packaging/targets.ts'
import { ELECTRON_VERSION, makeElectronZip } from './packageElectron.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** Where the built app is: another folder than `out` while it is being worked on. */
const OUT = process.env.DAILIES_OUT ?? join(ROOT, 'out')

export interface Target {
  platform: Platform
  arch: Arch
}

const BUILDER_NAMES = { darwin: 'mac', linux: 'linux', win32: 'win' } as const satisfies Record<Platform, string>

/**
 * A copy of what electron-builder reads of this project, with the native packages of `targets` beside those that are
 * installed here: their files are stand-ins wherever the real ones are not for this machine.
 */
export const makeProject = async (folder: string, targets: readonly Target[]): Promise<void> => {
  const copied = ['package.json', 'LICENSE', 'electron-builder.config.ts', 'resources', 'scripts/packaging']
  await Promise.all(copied.map((path) => cp(join(ROOT, path), join(folder, path), { recursive: true })))
  await cp(OUT, join(folder, 'out'), { recursive: true })
  for (const name of ['better-sqlite3', 'node-addon-api', '@napi-rs/keyring'])
    await cp(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true })
  for (const { platform, arch } of targets) {
    for (const name of keyringPackages(platform, arch)) await makeKeyring(folder, name)
    await makeElectronZip(join(folder, 'electron'), platform, arch)
  }
}

const makeKeyring = async (folder: string, name: string): Promise<void> => {
  const installed = join(ROOT, 'node_modules', name)
  const destination = join(folder, 'node_modules', name)
  const isInstalled = await readFile(join(installed, 'package.json')).then(
    () => true,
    () => false,
  )
  if (isInstalled) return await cp(installed, destination, { recursive: true })
  const { version } = JSON.parse(await readFile(join(ROOT, 'node_modules/@napi-rs/keyring/package.json'), 'utf8')) as {
    version: string
  }
  const main = `${name.replace('@napi-rs/keyring-', 'keyring.')}.node`
  await mkdir(destination, { recursive: true })
  await writeFile(join(destination, 'package.json'), JSON.stringify({ name, version, main }))
  await writeFile(join(destination, main), `stand-in for ${name}`)
}

export interface Packaging {
  code: number | null
  output: string
}

/** Runs electron-builder as a release does, but only up to the unpacked app, and with no way to the network. */
export const packageProject = async (
  folder: string,
  targets: readonly Target[],
  env: Record<string, string> = {},
): Promise<Packaging> => {
  const platforms = [...new Set(targets.map(({ platform }) => platform))]
  const archs = [...new Set(targets.map(({ arch }) => arch))]
  const args = [
    join(ROOT, 'node_modules', 'electron-builder', 'cli.js'),
    ...platforms.flatMap((platform) => [`--${BUILDER_NAMES[platform]}`, 'dir']),
    ...archs.map((arch) => `--${arch}`),
    ...['--config', 'electron-builder.config.ts', '--publish', 'never'],
    ...[`-c.electronVersion=${ELECTRON_VERSION}`, `-c.electronDist=${join(folder, 'electron')}`],
  ]
  const nowhere = 'http://127.0.0.1:9'
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ...{ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, npm_config_registry: nowhere, npm_config_offline: 'true' },
      ...{ ELECTRON_MIRROR: `${nowhere}/`, ELECTRON_BUILDER_BINARIES_MIRROR: `${nowhere}/` },
      ...{ CSC_IDENTITY_AUTO_DISCOVERY: 'false', NO_COLOR: '1' },
      ...env,
    },
  })
  const chunks: string[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: chunks.join('') }
}

export interface PackagedApp extends Target {
  /** What a person starts, as @electron/fuses wants to have it named. */
  program: string
  resourcesDir: string
  archive: string
  /** Every file in the archive, also those that lie outside it, with forward slashes. */
  files: { path: string; sizeBytes: number; isUnpacked: boolean }[]
  read: (path: string) => Buffer
}

const FOLDERS: Record<Platform, { name: string; program: string; resources: string }> = {
  darwin: { name: 'mac', program: 'Dailies.app', resources: 'Dailies.app/Contents/Resources' },
  linux: { name: 'linux', program: 'dailies', resources: 'resources' },
  win32: { name: 'win', program: 'Dailies.exe', resources: 'resources' },
}

/** Looks into what was packaged for one target. */
export const openPackage = (release: string, { platform, arch }: Target): PackagedApp => {
  const { name, program, resources } = FOLDERS[platform]
  const suffix = arch === 'x64' ? '' : `-${arch}`
  const folder = join(release, `${name}${suffix}${platform === 'darwin' ? '' : '-unpacked'}`)
  const archive = join(folder, resources, 'app.asar')
  const files = listPackage(archive, { isPack: false }).flatMap((listed) => {
    const path = listed.replaceAll('\\', '/').replace(/^\//, '')
    const entry = statFile(archive, path)
    if (!('size' in entry)) return []
    return [{ path, sizeBytes: entry.size, isUnpacked: 'unpacked' in entry && entry.unpacked }]
  })
  return {
    platform,
    arch,
    program: join(folder, program),
    resourcesDir: join(folder, resources),
    archive,
    files,
    read: (path) => extractFile(archive, path),
  }
}
