import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packagingConfig } from '../../../electron-builder.config.ts'

const ROOT = join(import.meta.dirname, '../../..')
const FOLDER = join(ROOT, '.github/workflows')

const yaml = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown }

const stepSchema = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
})
const permissionsSchema = z.record(z.string(), z.string())
const workflowSchema = z.object({
  permissions: permissionsSchema,
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      needs: z.string().optional(),
      permissions: permissionsSchema.optional(),
      strategy: z.object({ matrix: z.object({ include: z.array(z.record(z.string(), z.string())) }) }).optional(),
      steps: z.array(stepSchema),
    }),
  ),
})

const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8')
  return { file, text, ...workflowSchema.parse(yaml.load(text)) }
})
const release = workflows.find(({ file }) => file === 'release.yml')
const stepsOf = ({ jobs }: (typeof workflows)[number]) => Object.values(jobs).flatMap(({ steps }) => steps)
const npmScripts = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts,
)

describe.each(workflows)('$file', (workflow) => {
  it('calls only scripts that exist', () => {
    const commands = stepsOf(workflow).flatMap(({ run }) => run ?? [])
    const files = commands.flatMap((run) =>
      [...run.matchAll(/(?:^|node )(\S+\.m?js|\.ci\/run)\b/gm)].map(([, file]) => file),
    )
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => file === undefined || !existsSync(join(ROOT, file)))).toEqual([])
    const npm = commands.flatMap((run) => [...run.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name ?? ''))
    expect(npm.filter((name) => name !== 'ci' && !npmScripts.includes(name))).toEqual([])
    const configs = commands.flatMap((run) => [...run.matchAll(/--config (\S+)/g)].map(([, file]) => file ?? ''))
    expect(configs.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  it('uses GitHub’s own actions, by their major version', () => {
    const used = stepsOf(workflow).flatMap(({ uses }) => uses ?? [])
    expect(used.filter((name) => !/^actions\/[a-z-]+@v\d+$/.test(name))).toEqual([])
    expect(workflow.text.match(/uses: actions\/checkout/g)).toHaveLength(
      workflow.text.match(/persist-credentials: false/g)?.length ?? 0,
    )
  })

  it('may only read, but for the one job that drafts the release', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const writers = Object.entries(workflow.jobs).filter(([, { permissions }]) => permissions !== undefined)
    expect(writers.map(([name, { permissions }]) => [name, permissions])).toEqual(
      workflow.file === 'release.yml' ? [['publish', { contents: 'write' }]] : [],
    )
    for (const [, { steps }] of writers) expect(steps.some(({ run }) => run?.includes('npm'))).toBe(false)
  })

  it('puts nothing that a stranger can write into a command', () => {
    const commands = stepsOf(workflow).flatMap(({ run }) => run ?? [])
    const filled = commands.flatMap((run) => [...run.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)].map(([, what]) => what ?? ''))
    const known = /^matrix\.[\w-]+$/
    expect(filled.filter((what) => !known.test(what))).toEqual([])
  })
})

describe('the release', () => {
  const jobs = release?.jobs ?? {}
  const matrix = jobs.package?.strategy?.matrix.include ?? []

  it('is tested before it is packaged, and packaged before it is drafted', () => {
    expect(jobs.package?.needs).toBe('test')
    expect(jobs.publish?.needs).toBe('package')
  })

  it('is made on three systems, with the native files of every target', () => {
    expect(matrix.map(({ os }) => os?.replace(/-.*/, ''))).toEqual(['macos', 'windows', 'ubuntu'])
    const { mac, win, linux } = packagingConfig({})
    const archs = (target: unknown) => [
      ...new Set(
        z
          .array(z.object({ arch: z.array(z.string()) }))
          .parse(target)
          .flatMap(({ arch }) => arch),
      ),
    ]
    expect(archs(mac?.target)).toEqual(['universal'])
    const natives = (os: string) => matrix.find((each) => each.os?.startsWith(os))?.natives
    // Both halves come with either.
    expect(natives('macos')).toBe('darwin-arm64')
    expect(natives('windows')).toBe(
      archs(win?.target)
        .map((arch) => `win32-${arch}`)
        .join(' '),
    )
    expect(natives('ubuntu')).toBe(
      archs(linux?.target)
        .map((arch) => `linux-${arch}`)
        .join(' '),
    )
  })

  it('tests the build that lies where the configuration puts it', () => {
    const folder = packagingConfig({ DAILIES_PACKAGE_FOR: 'smoke-test' }).directories?.output ?? ''
    for (const { os, 'smoke-program': program } of matrix) expect(program?.startsWith(`${folder}/`), os).toBe(true)
    const step = jobs.package?.steps.find(({ env }) => env?.DAILIES_PACKAGE_FOR !== undefined)
    expect(step?.env).toEqual({ DAILIES_PACKAGE_FOR: 'smoke-test' })
    // What is shipped is built without it.
    expect(jobs.package?.steps.filter(({ env }) => env?.DAILIES_PACKAGE_FOR !== undefined)).toHaveLength(1)
  })
})

it('the one command of continuous integration can be run', () => {
  expect(statSync(join(ROOT, '.ci/run')).mode & 0o100).toBe(0o100)
})
