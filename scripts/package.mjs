import { requireNode } from './nodeVersion.mjs'

requireNode()
const { spawnSync } = await import('node:child_process')
const { appendFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { build } = await import('./build.mjs')
const { signingEnvironment, signingReport } = await import('./packaging/signing.ts')

/**
 * `npm run package -- --linux dir` builds the app and packages it with electron-builder, whose options follow; without
 * any, it makes what this system ships. Nothing is published from here.
 */

const ROOT = join(import.meta.dirname, '..')
const BUILDER = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')

await build()
const report = signingReport(process.env, process.platform)
process.stdout.write(`${report}\n`)
if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${report}\n`)
const { status } = spawnSync(
  process.execPath,
  [BUILDER, '--config', 'electron-builder.config.ts', '--publish', 'never', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit', env: signingEnvironment(process.env) },
)
process.exit(status ?? 1)
