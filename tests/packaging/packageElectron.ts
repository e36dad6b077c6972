import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import type { Arch, Platform } from '../../scripts/packaging/targets.ts'

/**
 * Stand-ins for the distributions that electron-builder unpacks: the layout of the real ones, and programs that hold
 * nothing but a fuse wire in its factory setting. Nothing has to be downloaded to see what would be packaged.
 */

export const ELECTRON_VERSION = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
).version

/** How @electron/fuses finds the wire in a program, and the nine fuses as Electron is built. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FACTORY_WIRE = '101100010'

const fuses = (): Buffer =>
  Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FACTORY_WIRE.length]), Buffer.from(FACTORY_WIRE)])

/** A Windows program without code, but with what electron-builder edits: version, languages, resources. */
const windowsProgram = (): Buffer => {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
  version.outputToResourceEntries(resources.entries)
  const bytes = fuses()
  const bin = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  resources.entries.push({ type: 10, id: 1, lang: 1033, codepage: 1200, bin })
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

const plist = (name: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${name}</string>
  <key>CFBundleName</key><string>${name}</string>
  <key>CFBundleIdentifier</key><string>com.github.${name.replaceAll(/\W/g, '')}</string>
</dict></plist>
`)

const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`)
const LANGUAGES = ['de', 'en-GB', 'en-US', 'fr', 'ja']

const appleFiles = (): Record<string, Buffer> => {
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  const helpers = HELPERS.flatMap((name) => [
    [`${contents}/Frameworks/${name}.app/Contents/Info.plist`, plist(name)] as const,
    [`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`, Buffer.from('program')] as const,
  ])
  const languages = ['de', 'en', 'fr', 'ja'].flatMap((language) => [
    [`${contents}/Resources/${language}.lproj/empty.txt`, Buffer.alloc(0)] as const,
    [`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, Buffer.from(language)] as const,
  ])
  return {
    [`${contents}/Info.plist`]: plist('Electron'),
    [`${contents}/MacOS/Electron`]: Buffer.from('program'),
    [`${framework}/Electron Framework`]: fuses(),
    ...Object.fromEntries([...helpers, ...languages]),
  }
}

const otherFiles = (program: Record<string, Buffer>): Record<string, Buffer> => ({
  ...program,
  version: Buffer.from(ELECTRON_VERSION),
  'resources.pak': Buffer.from('pak'),
  ...Object.fromEntries(LANGUAGES.map((language) => [`locales/${language}.pak`, Buffer.from(language)])),
})

const filesFor: Record<Platform, () => Record<string, Buffer>> = {
  darwin: appleFiles,
  linux: () => otherFiles({ electron: fuses(), 'chrome-sandbox': Buffer.from('program') }),
  win32: () => otherFiles({ 'electron.exe': windowsProgram() }),
}

/** Writes the distribution under the name by which electron-builder looks for it. */
export const makeElectronZip = async (folder: string, platform: Platform, arch: Arch): Promise<void> => {
  const files = { ...filesFor[platform](), LICENSE: Buffer.from('MIT'), 'LICENSES.chromium.html': Buffer.from('BSD') }
  const entries: Zippable = {}
  // Upper half of the attributes: a Unix mode, here of a program.
  for (const [path, content] of Object.entries(files)) entries[path] = [content, { os: 3, attrs: 0o100755 << 16 }]
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `electron-v${ELECTRON_VERSION}-${platform}-${arch}.zip`), zipSync(entries, { level: 0 }))
}
