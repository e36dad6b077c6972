import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** What the scanner is asked and answers; it has no types of its own. */
export interface ScanAsked {
  input: string
  excludeFromScan: string[]
}
interface RawIssue {
  id: string
  file: string
  sample?: string
  description: string
}
export interface RawScan {
  globalChecks: number
  atomicChecks: number
  errors: { file: string; message: string }[]
  issues: RawIssue[]
  /** How often it tried to reach the network. */
  refused: number
}

export interface Finding {
  check: string
  /** Without the hash of its content that the build puts into names. */
  file: string
  sample: string
}

export interface ScanResult {
  findings: Finding[]
  checks: number
  /** Files that it could not read. */
  errors: string[]
  refused: number
}

/** It would need Electron's list of releases from the network; which versions are in use is decided by `npm outdated`. */
const WITHOUT = ['availablesecurityfixesglobalcheck']

/** Runs electronegativity over a folder, in a process that reaches no address at all. */
export const scanFolder = async (folder: string): Promise<ScanResult> => {
  const child = fork(join(import.meta.dirname, 'scanProcess.ts'), {
    env: { ...process.env, LANG: 'en-US' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  try {
    const answered = once(child, 'message')
    child.send({ input: folder, excludeFromScan: WITHOUT } satisfies ScanAsked)
    const [scan] = (await Promise.race([answered, ended.then(tooSoon)])) as [RawScan]
    return {
      findings: scan.issues.map(toFinding).sort((a, b) => keyOf(a).localeCompare(keyOf(b))),
      checks: scan.globalChecks + scan.atomicChecks,
      errors: scan.errors.map(({ file, message }) => `${file}: ${message}`),
      refused: scan.refused,
    }
  } finally {
    child.kill()
    await ended
  }
}

const tooSoon = (): never => {
  throw new Error('The scanner ended without an answer; what it said is above.')
}

const toFinding = ({ id, file, sample = '' }: RawIssue): Finding => ({
  check: id,
  file: file.replaceAll('\\', '/').replace(/-[\w-]{8}(?=\.\w+$)/, ''),
  sample: sample.trim(),
})

export const keyOf = ({ check, file, sample }: Finding): string => `${check} in ${file}: ${sample}`

/**
 * A copy of what is shipped, as the scanner can see it: the policy that every page is served with as a header stands in
 * the page itself.
 */
export const layOutForScan = async (built: string, root: string, policy: string, target: string): Promise<void> => {
  await mkdir(target, { recursive: true })
  await cp(join(root, 'package.json'), join(target, 'package.json'))
  for (const part of ['main', 'preload', 'renderer']) {
    await cp(join(built, part), join(target, 'out', part), { recursive: true, filter: isShipped })
  }
  const page = join(target, 'out', 'renderer', 'index.html')
  const html = await readFile(page, 'utf8')
  await writeFile(
    page,
    html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}" />`),
  )
}

/** The server door needs a Node of its own, so no package holds it. */
const isShipped = (path: string): boolean => basename(path) !== 'serve.js'
