import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeTempFolder } from '../fakes/tempFolder.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Who may not import what, as `architecture.md` says; each line is linted as a file of its own. */
const FORBIDDEN: readonly [file: string, specifier: string][] = [
  ['shared/jobs/a.ts', 'node:fs'],
  ['shared/jobs/a.ts', 'electron'],
  ['shared/jobs/a.ts', 'react'],
  ['shared/jobs/a.ts', 'openai'],
  ['shared/jobs/a.ts', 'zustand'],
  ['shared/jobs/a.ts', 'zodiac'],
  ['shared/jobs/a.ts', '../../electron/core/host.ts'],
  ['shared/jobs/a.ts', '../../renderer/src/main.tsx'],
  ['electron/core/jobs/a.ts', 'electron'],
  ['electron/core/jobs/a.ts', 'electron/main'],
  ['electron/core/jobs/a.ts', 'react'],
  ['electron/core/jobs/a.ts', 'hono'],
  ['electron/core/jobs/a.ts', '@hono/node-server'],
  ['electron/core/jobs/a.ts', 'openai'],
  ['electron/core/jobs/a.ts', 'openai/resources/videos'],
  ['electron/core/jobs/a.ts', 'better-sqlite3'],
  ['electron/core/jobs/a.ts', 'fs'],
  ['electron/core/jobs/a.ts', 'fs/promises'],
  ['electron/core/jobs/a.ts', 'vitest'],
  ['electron/core/jobs/a.ts', '../../server/app.ts'],
  ['electron/core/jobs/a.ts', '../../desktop/ipc/requests.ts'],
  ['electron/core/jobs/a.ts', '../../demo/demoProvider.ts'],
  ['electron/core/jobs/a.ts', '../../composition/openHost.ts'],
  ['electron/core/jobs/a.ts', '../../serve.ts'],
  ['electron/core/jobs/a.ts', '../../../renderer/src/bridge/bridge.ts'],
  ['electron/core/jobs/a.ts', '../../../tests/fakes/fakeClock.ts'],
  ['electron/core/host.ts', '../server/app.ts'],
  ['electron/core/providers/a.ts', 'better-sqlite3'],
  ['electron/core/db/a.ts', 'openai'],
  ['electron/core/jobs/aRepository.ts', 'openai'],
  ['electron/demo/a.ts', '../core/host.ts'],
  ['electron/demo/a.ts', 'electron'],
  ['electron/demo/a.ts', 'openai'],
  ['electron/composition/a.ts', '../server/app.ts'],
  ['electron/composition/a.ts', '../desktop/ipc/requests.ts'],
  ['electron/composition/a.ts', 'electron'],
  ['electron/server/a.ts', 'electron'],
  ['electron/server/a.ts', 'better-sqlite3'],
  ['electron/server/a.ts', '../desktop/ipc/requests.ts'],
  ['electron/server/a.ts', '../../renderer/src/main.tsx'],
  ['electron/serve.ts', 'electron'],
  ['electron/serve.ts', './desktop/ipc/requests.ts'],
  ['electron/desktop/a.ts', '../server/app.ts'],
  ['electron/desktop/a.ts', '../../renderer/src/main.tsx'],
  ['electron/desktop/a.ts', 'hono'],
  ['electron/main.ts', './server/app.ts'],
  ['electron/main.ts', './serve.ts'],
  ['electron/preload.ts', './core/host.ts'],
  ['electron/preload.ts', './desktop/ipc/requests.ts'],
  ['electron/preload.ts', './desktop/security/externalLinks.ts'],
  ['electron/preload.ts', 'node:fs'],
  ['electron/preload.ts', 'zod'],
  ['renderer/src/stores/a.ts', 'node:path'],
  ['renderer/src/stores/a.ts', 'path'],
  ['renderer/src/stores/a.ts', 'electron'],
  ['renderer/src/stores/a.ts', 'better-sqlite3'],
  ['renderer/src/stores/a.ts', 'openai'],
  ['renderer/src/stores/a.ts', '../../../electron/core/host.ts'],
  ['renderer/src/features/queue/A.tsx', '../compose/Composer.tsx'],
  ['renderer/src/features/queue/A.tsx', '../../../src/features/compose/Composer.tsx'],
  ['renderer/src/features/queue/rows/A.tsx', '../../compose/Composer.tsx'],
  ['tests/unit/a.ts', 'fs'],
]

const ALLOWED: readonly [file: string, specifier: string][] = [
  ['shared/jobs/a.ts', 'zod'],
  ['shared/jobs/a.ts', '../json.ts'],
  ['electron/core/jobs/a.ts', 'node:fs/promises'],
  ['electron/core/jobs/a.ts', 'zod'],
  ['electron/core/jobs/a.ts', '../../../shared/jobs/job.ts'],
  ['electron/core/jobs/a.ts', '../providers/videoProvider.ts'],
  ['electron/core/db/a.ts', 'better-sqlite3'],
  ['electron/core/jobs/aRepository.ts', 'better-sqlite3'],
  ['electron/core/providers/openaiVideos/a.ts', 'openai'],
  ['electron/demo/a.ts', 'node:http'],
  ['electron/demo/a.ts', '../../shared/jobs/job.ts'],
  ['electron/composition/a.ts', '../core/host.ts'],
  ['electron/composition/a.ts', '../demo/demoProvider.ts'],
  ['electron/server/a.ts', 'hono'],
  ['electron/server/a.ts', '@hono/node-server'],
  ['electron/server/a.ts', '../core/host.ts'],
  ['electron/serve.ts', './server/options.ts'],
  ['electron/desktop/a.ts', 'electron'],
  ['electron/desktop/a.ts', '../core/host.ts'],
  ['electron/main.ts', './desktop/window/mainWindow.ts'],
  ['electron/desktop/a.ts', 'i18next'],
  ['electron/preload.ts', 'electron'],
  ['electron/preload.ts', './desktop/ipc/channels.ts'],
  ['electron/preload.ts', '../shared/ipc/contract.ts'],
  ['renderer/src/stores/a.ts', 'zustand'],
  ['renderer/src/stores/a.ts', '../../../shared/jobs/job.ts'],
  ['renderer/src/features/queue/A.tsx', './Row.tsx'],
  ['renderer/src/features/queue/A.tsx', '../../ui/Button.tsx'],
  ['renderer/src/features/queue/A.tsx', '../../stores/jobsStore.ts'],
  ['renderer/src/features/queue/rows/A.tsx', '../Queue.tsx'],
  ['renderer/src/features/queue/rows/A.tsx', '../../../ui/Button.tsx'],
]

interface LintReport {
  diagnostics: { code?: string; filename: string; labels: { span: { line: number } }[] }[]
}

const rowKey = (file: string, specifier: string): string => `${file} imports ${specifier}`

/**
 * Lints a tree in which each file holds its lines of the table, under the project's own configuration.
 * Gives the lines that were refused.
 */
const lintTable = async (folder: string): Promise<Set<string>> => {
  const config = JSON.parse(await readFile(join(ROOT, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
  // Types can not be known in a tree of single lines; the rules about imports do not need them.
  await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: undefined }))
  const byFile = Map.groupBy([...FORBIDDEN, ...ALLOWED], ([file]) => file)
  for (const [file, rows] of byFile) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    const lines = rows.map(([, specifier], index) => `import { thing${index} } from '${specifier}'\n`)
    await writeFile(join(folder, file), lines.join(''))
  }
  const { diagnostics } = await runOxlint(folder)
  const refused = diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)')
  return new Set(
    refused.map(({ filename, labels }) => {
      const row = byFile.get(filename)?.[(labels[0]?.span.line ?? 0) - 1]
      if (row === undefined) throw new Error(`A refusal outside the table, in ${filename}.`)
      return rowKey(...row)
    }),
  )
}

const runOxlint = async (folder: string): Promise<LintReport> => {
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const run = promisify(execFile)(process.execPath, [oxlint, '--format=json', '.'], { cwd: folder, maxBuffer: 1e8 })
  // It ends with an error because it finds what it should find.
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string })
  return JSON.parse(stdout) as LintReport
}

describe('the import rules', () => {
  let refused: Set<string>
  beforeAll(async () => {
    await using folder = await makeTempFolder()
    refused = await lintTable(folder.path)
  })

  it.each(FORBIDDEN)('%s may not import %s', (file, specifier) => {
    expect(refused.has(rowKey(file, specifier))).toBe(true)
  })

  it.each(ALLOWED)('%s may import %s', (file, specifier) => {
    expect(refused.has(rowKey(file, specifier))).toBe(false)
  })
})

describe('cycles', () => {
  it('are refused', async () => {
    await using folder = await makeTempFolder()
    const config = JSON.parse(await readFile(join(ROOT, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
    await writeFile(join(folder.path, '.oxlintrc.json'), JSON.stringify({ ...config, options: undefined }))
    await writeFile(join(folder.path, 'a.ts'), "import { b } from './b.ts'\nexport const a = () => b\n")
    await writeFile(join(folder.path, 'b.ts'), "import { a } from './a.ts'\nexport const b = () => a\n")
    const codes = (await runOxlint(folder.path)).diagnostics.map(({ code }) => code)
    expect(codes).toContain('import(no-cycle)')
  })
})
