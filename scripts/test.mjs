import { requireNode } from './nodeVersion.mjs'

requireNode()
const { spawn } = await import('node:child_process')
const { mkdtempSync, readFileSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join } = await import('node:path')
const { findChromium } = await import('./findChromium.mjs')

/**
 * Runs every check of the project, one after the other because several of them measure time, and goes on
 * after a failure with what does not depend on it. `npm test -- unit e2e` runs only those and what they need.
 */

const ROOT = join(import.meta.dirname, '..')
const REPORTS = mkdtempSync(join(tmpdir(), 'dailies-reports-'))
const isSoak = process.argv.includes('--soak')

const bin = (module, file) => join(ROOT, 'node_modules', module, file)
const OXLINT = bin('oxlint', 'bin/oxlint')
const PRETTIER = bin('prettier', 'bin/prettier.cjs')
const TSC = bin('typescript', 'bin/tsc')
const VITE = bin('electron-vite', 'bin/electron-vite.js')
const VITEST = bin('vitest', 'vitest.mjs')
const PLAYWRIGHT = bin('@playwright/test', 'cli.js')

/** @returns {Promise<boolean>} Whether the command ended well. */
const run = async (args, env = {}) => {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  return code === 0
}

const nothing = { passed: 0, failed: 0, skipped: 0 }
const reportOf = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** A command that fails although each of its tests passed has failed all the same. */
const withOutcome = (counts, isGood) => (isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 })

const check =
  (...commands) =>
  async () => {
    let isGood = true
    for (const args of commands) isGood = (await run(args)) && isGood
    return withOutcome(nothing, isGood)
  }

const vitest =
  (...projects) =>
  async () => {
    const file = join(REPORTS, `${projects[0]}.json`)
    const chosen = projects.flatMap((name) => ['--project', name])
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const isGood = await run([VITEST, 'run', ...chosen, ...reporters], isSoak ? { DAILIES_SOAK: '1' } : {})
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = reportOf(file)
    const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
    return withOutcome(counts, isGood)
  }

const testsIn = ({ suites = [], specs = [] }) => [...specs.flatMap(({ tests }) => tests), ...suites.flatMap(testsIn)]

/** Which tests have not run, and why: nobody is to take them for passed. */
const skippedReasons = (report) => {
  const counts = new Map()
  for (const { projectName, status, annotations } of testsIn(report)) {
    if (status !== 'skipped') continue
    const why = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
    const line = `${projectName}: ${why}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts].map(([line, count]) => `             ${count} skipped, ${line}`)
}

const playwright = async () => {
  const file = join(REPORTS, 'e2e.json')
  const env = { DAILIES_CHROMIUM: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const isGood = await run([PLAYWRIGHT, 'test', '--reporter=list,json'], env)
  const report = reportOf(file)
  const { expected, unexpected, flaky, skipped } = report.stats
  const counts = withOutcome({ passed: expected, failed: unexpected + flaky, skipped }, isGood)
  return { ...counts, remarks: skippedReasons(report) }
}

const everyStep = [
  { name: 'lint', needs: [], run: check([OXLINT, '--type-aware'], [PRETTIER, '--check', '--log-level', 'warn', '.']) },
  { name: 'types', needs: [], run: check([TSC, '-b']) },
  { name: 'build', needs: [], run: check([VITE, 'build', '--logLevel', 'warn']) },
  { name: 'unit', needs: [], run: vitest('unit', 'migrations') },
  { name: 'integration', needs: ['build'], run: vitest('integration') },
  { name: 'packaging', needs: ['build'], run: vitest('packaging') },
  { name: 'simulation', needs: [], run: vitest('simulation') },
  { name: 'crash', needs: ['build'], run: vitest('crash') },
  { name: 'e2e', needs: ['build'], run: playwright },
]
const soakSteps = everyStep.filter(({ name }) => ['build', 'integration', 'simulation', 'crash'].includes(name))

const stepsToRun = () => {
  if (isSoak) return soakSteps
  const chosen = everyStep.filter(({ name }) => process.argv.includes(name))
  const needed = new Set(chosen.flatMap(({ name, needs }) => [name, ...needs]))
  return chosen.length === 0 ? everyStep : everyStep.filter(({ name }) => needed.has(name))
}

const attempt = async (step) => {
  try {
    return await step.run()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { ...nothing, failed: 1 }
  }
}

const total = { ...nothing }
const summary = []
const failedSteps = new Set()
for (const step of stepsToRun()) {
  const missing = step.needs.find((name) => failedSteps.has(name))
  if (missing !== undefined) {
    failedSteps.add(step.name)
    summary.push(`${step.name.padEnd(12)} not run, because ${missing} failed`)
    continue
  }
  process.stdout.write(`\n== ${step.name}\n`)
  const startedAt = performance.now()
  const counts = await attempt(step)
  for (const key of Object.keys(total)) total[key] += counts[key]
  if (counts.failed > 0) failedSteps.add(step.name)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  summary.push(
    `${step.name.padEnd(12)} ${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${seconds.padStart(7)} s`,
    ...(counts.remarks ?? []),
  )
}
rmSync(REPORTS, { recursive: true, force: true })
process.stdout.write(`\n${summary.join('\n')}\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1
