import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt'

interface Author {
  name?: string
}
interface PackageJson {
  name?: string
  version?: string
  license?: string
  author?: string | Author
  homepage?: string
  repository?: string | { url?: string }
}

/** The package that a bundled module comes from; null for the project's own files and the bundler's. */
const packageFolder = (moduleId: string): string | null => {
  const path = moduleId
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/')
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null
}

/** A nested package.json only says how to read modules; the one that counts has a name and a version. */
const readPackage = (folder: string): Required<Pick<PackageJson, 'name' | 'version'>> & PackageJson => {
  const path = join(folder, 'package.json')
  const data = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageJson) : {}
  if (data.name !== undefined && data.version !== undefined) return { ...data, name: data.name, version: data.version }
  if (dirname(folder) === folder) throw new Error(`No package.json with a name above ${folder}.`)
  return readPackage(dirname(folder))
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([-.].*)?$/i

const noticeOf = (folder: string): string => {
  const { name, version, license, author, homepage, repository } = readPackage(folder)
  // Some licences ask for the place where the source can be had.
  const source = (typeof repository === 'string' ? repository : repository?.url) ?? homepage ?? 'see the npm registry'
  const texts = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file) && !/\.(js|ts|json)$/.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  if (texts.length === 0 && license === undefined) throw new Error(`${name} says nowhere under which licence it is.`)
  const by = typeof author === 'string' ? author : author?.name
  const body =
    texts.length > 0 ? texts : [[`${license} licence`, by].filter((part) => part !== undefined).join(', by ')]
  return [`${name} ${version} (${license ?? 'see below'})\nSource: ${source}`, ...body].join('\n\n')
}

/** The licences of packages, one after the other and each once. @throws when one has none */
export const noticesOf = (moduleIds: Iterable<string>): string => {
  const folders = new Set([...moduleIds].map(packageFolder).filter((folder) => folder !== null))
  const notices = [...folders].map(noticeOf).sort((one, other) => (one < other ? -1 : 1))
  return ['Dailies contains code of these packages.', ...new Set(notices)].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n'
}

/** Writes the licences of whatever was bundled beside the bundle: code must not travel without them. */
export const thirdPartyNotices = (): Plugin => ({
  name: 'dailies:third-party-notices',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
    const source = noticesOf(chunks.flatMap((chunk) => chunk.moduleIds))
    this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source })
  },
})
