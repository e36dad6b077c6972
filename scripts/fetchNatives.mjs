import { requireNode } from './nodeVersion.mjs'

requireNode()
const { spawnSync } = await import('node:child_process')
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join } = await import('node:path')
const { findLocked, isIntact } = await import('./packaging/lockedPackages.ts')
const { keyringPackages } = await import('./packaging/targets.ts')

/**
 * `node scripts/fetchNatives.mjs win32-x64 win32-arm64` puts the native packages of other machines beside those that
 * npm has installed for this one, in the versions and with the checksums of package-lock.json.
 */

const ROOT = join(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))

const run = (command, args) => {
  // npm is a script on Windows, which only a shell can start; every argument is made of locked names and own paths.
  const isShell = process.platform === 'win32' && command === 'npm'
  const { status, stdout } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell: isShell })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`)
  return stdout
}

const fetchPackage = (name) => {
  const folder = join(ROOT, 'node_modules', name)
  if (existsSync(join(folder, 'package.json'))) return `${name}: is here`
  const { version, integrity } = findLocked(lock, name)
  const temporary = mkdtempSync(join(tmpdir(), 'dailies-native-'))
  try {
    const [packed] = JSON.parse(run('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', temporary]))
    const tarball = join(temporary, packed.filename)
    if (!isIntact(readFileSync(tarball), integrity)) throw new Error(`${name}@${version} is not what is locked.`)
    mkdirSync(folder, { recursive: true })
    run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
    return `${name}: fetched ${version}`
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

const targets = process.argv.slice(2)
for (const target of targets) {
  const [, platform, arch] = /^(darwin|linux|win32)-(x64|arm64)$/.exec(target) ?? []
  if (platform === undefined) {
    process.stderr.write(`Unknown target ${target}; write such as darwin-arm64, linux-x64, win32-arm64.\n`)
    process.exit(2)
  }
  for (const name of keyringPackages(platform, arch)) process.stdout.write(`${fetchPackage(name)}\n`)
}
