import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { extractAll, getRawHeader } from '@electron/asar'
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packagingConfig } from '../../electron-builder.config.ts'
import { keyringPackages, nativeFiles } from '../../scripts/packaging/targets.ts'
import { ELECTRON_VERSION } from './packageElectron.ts'
import { makeProject, openPackage, packageProject, type PackagedApp, type Packaging } from './packageFixture.ts'
import { graphFrom } from './packageGraph.ts'

/** What is shipped, and how much of it is ours. */
const LIMIT_BYTES = 25 * 1024 * 1024
const TARGETS = (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
  (['x64', 'arm64'] as const).map((arch) => ({ platform, arch })),
)
const HERE = { platform: 'linux', arch: 'x64' } as const

/** Everything that may be in a package. Each of them is in each package. */
const EXPECTED = [
  /^package\.json$/,
  /^out\/main\/main\.js$/,
  /^out\/main\/chunks\/[\w-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/icon\.svg$/,
  /^out\/renderer\/assets\/[\w-]+\.(js|css)$/,
  /^resources\/icons\/tray\/(idle|running|attention|paused|offline)(Template|-dark|-light)(@[\d.]+x)?\.png$/,
  /^resources\/icons\/badge\/[1-9]\+?(@[\d.]+x)?\.png$/,
  /^resources\/icons\/(drag|notification)(@2x)?\.png$/,
  /^resources\/icons\/app\/(256x256|512x512)\.png$/,
  /^node_modules\/better-sqlite3\/(LICENSE|package\.json|lib\/(methods\/)?[a-z-]+\.js|prebuilds\/[a-z0-9-]+\.node)$/,
  /^node_modules\/@napi-rs\/keyring\/(LICENSE|package\.json|index\.js)$/,
  /^node_modules\/@napi-rs\/keyring-[a-z0-9-]+\/(LICENSE\.third-party\.md|package\.json|keyring\.[a-z0-9-]+\.node)$/,
]

let project = ''
let packaging: Packaging
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'dailies-package-'))
  await makeProject(project, TARGETS)
  packaging = await packageProject(project, TARGETS)
})
afterAll(async () => await rm(project, { recursive: true, force: true }))

const open = (target: (typeof TARGETS)[number]): PackagedApp => openPackage(join(project, 'release'), target)
const pathsOf = (app: PackagedApp): string[] => app.files.map(({ path }) => path)
const textOf = (app: PackagedApp, path: string): string => app.read(path).toString('utf8')
const nameOf = ({ platform, arch }: (typeof TARGETS)[number]): string => `${platform}-${arch}`

describe('packaging', () => {
  it('works for six targets on one machine, without the network', () => {
    expect(packaging.output).not.toMatch(/download|ECONNREFUSED/i)
    expect(packaging.code, packaging.output).toBe(0)
  })

  it('stops with the way out when a native file is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dailies-package-'))
    try {
      await makeProject(folder, [HERE])
      for (const name of keyringPackages('linux', 'x64'))
        await rm(join(folder, 'node_modules', name), { recursive: true })
      const { code, output } = await packageProject(folder, [HERE])
      expect(code).not.toBe(0)
      expect(output).toContain('node scripts/fetchNatives.mjs linux-x64')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe.each(TARGETS.map((target) => [nameOf(target), target] as const))('the package for %s', (name, target) => {
  it('holds what is expected and nothing else, in at most 25 MiB', () => {
    const app = open(target)
    const paths = pathsOf(app)
    expect(paths.filter((path) => !EXPECTED.some((pattern) => pattern.test(path)))).toEqual([])
    expect(EXPECTED.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([])
    const sizeBytes = app.files.reduce((sum, file) => sum + file.sizeBytes, 0)
    process.stdout.write(`${name}: ${paths.length} files, ${(sizeBytes / 2 ** 20).toFixed(1)} MiB of our own\n`)
    expect(sizeBytes).toBeLessThan(LIMIT_BYTES)
  })

  it('has its own native files outside the archive, and only those', async () => {
    const app = open(target)
    const unpacked = app.files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path)
    expect(unpacked.sort()).toEqual(nativeFiles(target.platform, target.arch).sort())
    expect(pathsOf(app).filter((path) => path.endsWith('.node'))).toHaveLength(unpacked.length)
    for (const path of unpacked) {
      const shipped = await readFile(join(app.resourcesDir, 'app.asar.unpacked', path))
      expect(shipped.equals(await readFile(join(project, path))), path).toBe(true)
    }
  })

  it('keeps the fuses as declared', async () => {
    const { version, resetAdHocDarwinSignature, strictlyRequireAllFuses, ...wire } = await getCurrentFuseWire(
      open(target).program,
    )
    expect({ version, resetAdHocDarwinSignature, strictlyRequireAllFuses }).toEqual({ version: FuseVersion.V1 })
    expect(wire).toEqual({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
      // Electron's own default; electron-builder has no switch for it.
      [FuseV1Options.WasmTrapHandlers]: FuseState.DISABLE,
    })
  })

  it('has every script that another one loads, and no script that none loads', () => {
    const app = open(target)
    const paths = pathsOf(app)
    const graph = graphFrom('out/main/main.js', (path) => textOf(app, path))
    expect(paths.filter((path) => path.startsWith('out/main/') && path.endsWith('.js')).sort()).toEqual(
      [...graph.scripts].sort(),
    )
    expect([...graph.packages].sort()).toEqual(['@napi-rs/keyring', 'better-sqlite3', 'electron'])
    for (const needed of [...graph.packages].filter((each) => each !== 'electron'))
      expect(paths).toContain(`node_modules/${needed}/package.json`)
    const preload = graphFrom('out/preload/preload.cjs', (path) => textOf(app, path))
    expect([...preload.packages]).toEqual(['electron'])
    expect([...preload.scripts]).toEqual(['out/preload/preload.cjs'])
  })

  it('has no part of the screen that no page asks for', () => {
    const app = open(target)
    const assets = pathsOf(app).filter((path) => path.startsWith('out/renderer/assets/'))
    const reached = new Set<string>()
    const follow = (text: string): void => {
      for (const path of assets) {
        if (reached.has(path) || !text.includes(path.replace(/^.*\//, ''))) continue
        reached.add(path)
        follow(textOf(app, path))
      }
    }
    follow(textOf(app, 'out/renderer/index.html'))
    expect(assets.filter((path) => !reached.has(path))).toEqual([])
    // The page itself names the gallery, which it never opens in a package.
    expect(pathsOf(app).filter((path) => /gallery/i.test(path))).toEqual([])
  })

  it('holds nothing of the machine that it was built on', () => {
    const app = open(target)
    const root = join(import.meta.dirname, '..', '..')
    const texts = pathsOf(app).filter((path) => /\.(c?js|css|html|json|txt|svg)$/.test(path))
    for (const path of texts) {
      const text = textOf(app, path)
      expect(text.includes(root) || text.includes(project), path).toBe(false)
      expect(text, path).not.toMatch(/^\/\/# sourceMappingURL/m)
    }
  })
})

const headerHash = (archive: string): string =>
  createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')

describe('the archive', () => {
  it.each(['x64', 'arm64'] as const)('has its hash in the Windows program for %s, with icon and name', async (arch) => {
    const app = open({ platform: 'win32', arch })
    const program = NtExecutable.from(await readFile(app.program))
    const { entries } = NtExecutableResource.from(program)
    const integrity = entries.find(({ type }) => type === 'INTEGRITY')
    expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: headerHash(app.archive) },
    ])
    expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons).toHaveLength(10)
    const [version] = Resource.VersionInfo.fromEntries(entries)
    expect(version?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'Dailies',
      CompanyName: 'The Dailies authors',
    })
  })

  it.each(['x64', 'arm64'] as const)('has its hash in the property list of the Mac app for %s', async (arch) => {
    const app = open({ platform: 'darwin', arch })
    const info = await readFile(join(app.program, 'Contents', 'Info.plist'), 'utf8')
    expect(info.replaceAll(/\s+/g, '')).toContain(`<key>hash</key><string>${headerHash(app.archive)}</string>`)
  })

  it('is the same in both halves of a universal app, whose native files need no joining', async () => {
    const [x64, arm64] = (['x64', 'arm64'] as const).map((arch) => open({ platform: 'darwin', arch }))
    if (x64 === undefined || arm64 === undefined) throw new Error('Both are packaged.')
    expect(headerHash(x64.archive)).toBe(headerHash(arm64.archive))
    expect((await readFile(x64.archive)).equals(await readFile(arm64.archive))).toBe(true)
    const pattern = packagingConfig({}).mac?.x64ArchFiles ?? ''
    for (const file of nativeFiles('darwin', 'x64'))
      expect(matchesGlob(`Contents/Resources/app.asar.unpacked/${file}`, pattern), file).toBe(true)
  })

  it('opens the database and the keychain library from where it lies', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dailies-package-'))
    try {
      extractAll(open(HERE).archive, folder)
      const script = `
        const Database = require('better-sqlite3')
        const { AsyncEntry } = require('@napi-rs/keyring')
        console.log(new Database(':memory:').prepare('select 1 + 1 as two').get().two, typeof AsyncEntry)`
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })
      expect(stdout, stderr).toBe('2 function\n')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('what surrounds the archive', () => {
  it('speaks English and German', async () => {
    const { program } = open({ platform: 'darwin', arch: 'x64' })
    const framework = join(program, 'Contents/Frameworks/Electron Framework.framework/Versions/A/Resources')
    expect(await readdir(framework)).toEqual(['de.lproj', 'en.lproj'])
    for (const platform of ['linux', 'win32'] as const) {
      const { resourcesDir } = open({ platform, arch: 'x64' })
      expect(await readdir(join(resourcesDir, '..', 'locales'))).toEqual(['de.pak', 'en-US.pak'])
    }
  })

  it('holds the licences of Electron and Chromium', () => {
    for (const target of TARGETS) {
      const { platform, resourcesDir } = open(target)
      const folder = platform === 'darwin' ? resourcesDir : join(resourcesDir, '..')
      for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
        expect(existsSync(join(folder, file)), `${nameOf(target)} ${file}`).toBe(true)
    }
  })

  it('declares the links and the files that it opens to macOS, without claiming a type', async () => {
    const { program } = open({ platform: 'darwin', arch: 'arm64' })
    const info = (await readFile(join(program, 'Contents', 'Info.plist'), 'utf8')).replaceAll(/\s+/g, '')
    expect(info).toContain('<key>CFBundleIdentifier</key><string>io.github.dailies.app</string>')
    expect(info).toContain('<key>CFBundleURLSchemes</key><array><string>dailies</string></array>')
    const ranks = [...info.matchAll(/<key>LSHandlerRank<\/key><string>(\w+)</g)].map(([, rank]) => rank)
    expect(ranks).toEqual(['Alternate', 'Alternate', 'None'])
  })

  it('tells a Linux desktop who opens links and files, and the package manager what it is', () => {
    const script = join(import.meta.dirname, 'packageDeb.ts')
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [script, project, ELECTRON_VERSION, join(project, 'electron')],
      { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: project, GITHUB_REPOSITORY: 'someone/dailies' } },
    )
    const told = JSON.parse(/^@@(.*)$/m.exec(stdout)?.[1] ?? `"${stderr}"`) as { args: string[]; desktop: string }
    const lines = told.desktop.split('\n')
    expect(lines).toContain('Exec=/opt/Dailies/dailies %U')
    expect(lines).toContain('StartupWMClass=dailies')
    expect(lines).toContain('Categories=AudioVideo;Video;')
    expect(lines.find((line) => line.startsWith('MimeType='))?.split(/[=;]/)).toEqual(
      expect.arrayContaining(['x-scheme-handler/dailies', 'image/png', 'text/csv', 'application/jsonl']),
    )
    const argument = (name: string) => told.args[told.args.indexOf(`--${name}`) + 1]
    expect(argument('name')).toBe('dailies')
    expect(argument('maintainer')).toContain('The Dailies authors')
    expect(argument('url')).toBe('https://github.com/someone/dailies')
    expect(told.args.filter((each) => /hicolor\/\d+x\d+\/apps\/dailies\.png$/.test(each)).length).toBeGreaterThan(8)
    expect(told.args.some((each) => each.endsWith('=/usr/share/applications/dailies.desktop'))).toBe(true)
  })
})

describe('package.json in the package', () => {
  it('says what the app is, and nothing about how it is made', () => {
    const data = JSON.parse(textOf(open(HERE), 'package.json')) as Record<string, unknown>
    expect(data).toMatchObject({ name: 'dailies', main: 'out/main/main.js', desktopName: 'dailies.desktop' })
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['devDependencies']))
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['scripts']))
  })
})

describe('the build that is tested with Playwright', () => {
  it('differs in one fuse', () => {
    const shipped = packagingConfig({})
    const tested = packagingConfig({ DAILIES_PACKAGE_FOR: 'smoke-test' })
    expect(shipped.electronFuses?.enableNodeCliInspectArguments).toBe(false)
    expect(tested.electronFuses).toEqual({ ...shipped.electronFuses, enableNodeCliInspectArguments: true })
    const { electronFuses: _one, directories: _two, afterPack: _three, ...rest } = shipped
    expect(tested).toMatchObject(rest)
  })
})
