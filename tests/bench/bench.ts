import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { benchDesktop } from './desktopBench.ts'
import { benchDownloads } from './downloadBench.ts'
import { benchEvents } from './eventBench.ts'
import { benchLibrary, libraryFolder, libraryShape } from './libraryBench.ts'
import { fillLibrary } from './libraryFixture.ts'
import { describeMachine } from './machine.ts'
import { benchPolling } from './pollingBench.ts'
import { benchQueue } from './queueBench.ts'
import { toTable, type Row } from './report.ts'
import { benchScreen } from './screenBench.ts'
import { benchStart } from './startBench.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** `npm run bench [-- --write] [--only queue,library,...]`; the folder may be set with DAILIES_BENCH_DIR. */
const { values } = parseArgs({ options: { write: { type: 'boolean' }, only: { type: 'string' } } })
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const folder = await mkdtemp(join(process.env.DAILIES_BENCH_DIR ?? tmpdir(), 'dailies-bench-'))
const parts: Record<string, () => Promise<Row[]>> = {
  queue: () => benchQueue(join(folder, 'queue')),
  library: async () => [...(await benchLibrary(folder, 100_000)), ...(await benchLibrary(folder, 1_000_000))],
  polling: benchPolling,
  downloads: () => benchDownloads(join(folder, 'downloads')),
  start: async () => {
    await ensureServer()
    return benchStart(join(folder, 'start'), await libraryOf100k())
  },
  desktop: async () => {
    await ensureServer()
    return benchDesktop(join(folder, 'desktop'), await libraryOf100k())
  },
  events: benchEvents,
  screen: async () => {
    await ensureServer()
    return benchScreen(await mkdtemp(join(folder, 'screen-')))
  },
}

/** The library that the part before has filled, or one like it where that part does not run. */
async function libraryOf100k(): Promise<string> {
  const library = libraryFolder(folder, 100_000)
  if (existsSync(library)) return library
  await mkdir(library, { recursive: true })
  fillLibrary(library, libraryShape(100_000))
  return library
}

async function ensureServer(): Promise<void> {
  const { ensureBuilt } = (await import(join(ROOT, 'scripts', 'build.mjs'))) as {
    ensureBuilt: (options: { orOutdated: boolean }) => Promise<void>
  }
  await ensureBuilt({ orOutdated: true })
}

try {
  const wanted = values.only?.split(',') ?? Object.keys(parts)
  const machine = describeMachine(folder)
  const rows: Row[] = []
  say(machine)
  for (const name of wanted) {
    const startedAt = performance.now()
    const found = await parts[name]?.()
    if (found === undefined) throw new Error(`There is no part "${name}". There are: ${Object.keys(parts).join(', ')}.`)
    rows.push(...found)
    say(`\n${name} (${Math.round((performance.now() - startedAt) / 1000)} s)\n\n${toTable(found)}`)
  }
  if (values.write === true) await writeDocument(toDocument(machine, rows))
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function writeDocument(text: string): Promise<void> {
  const file = join(ROOT, 'docs', 'benchmarks.md')
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

function toDocument(machine: string, rows: readonly Row[]): string {
  return `# Benchmarks

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}. One run on one machine: ${machine}.

Ratios compare with a baseline in the same run, in turns, so they travel to other machines; absolute figures do not.
Polling runs on a simulated clock and is the same everywhere.

${toTable(rows)}

## What is compared with what

- **Bare**: one table with one index on \`(status, next_at)\`, prepared statements, WAL, \`synchronous=FULL\`, the same
  payload; one transaction for each enqueue, claim, remote id and complete. It keeps no history, no search, no counts.
- **Same tables**: the engine's own schema with its triggers, driven by nothing but prepared statements. The distance
  from there to bare is what search, counts, timeline and intents cost; from there to the engine, what its code costs.
- **plainjob** as published on npm, but with \`synchronous=FULL\`: its own default may lose acknowledged jobs when the
  power goes. It claims and completes in one transaction each.
- **The engine** makes, for one job: *enqueue* (job, event, counts, full-text entry), *claim* (next by priority, intent,
  submission, event), *remote id* (submission settled, job running, event), *generated*, *file named*, and *complete*
  (job, asset, event, generation time). "2 commits" leaves the others out on both sides; "a whole life" has all five
  after the enqueue.
- What remains below a goal: a commit of the engine writes about ten pages (thirteen with a prompt to index) where bare
  writes three, so the faster the disk syncs, the smaller the ratio: where a sync takes a millisecond, enqueue and claim reach theirs.
  A progress value is a whole, checked step of the job's life, not one number in one row.
- **Library**: prompts of 5 to 60 words from 5,000 words with Zipf frequencies; 3 % of the rows in flight or queued, the
  rest done, failed, cancelled or in need of attention. First pages and pages from anywhere in the middle, 50 jobs each,
  through the repository that the list route uses. p99 is that of the quietest of three passes.
- **Restart**: five starts, each on a library as a killed process leaves it (a fifth of the jobs in flight were being sent).
- **Fetch to file**: \`fetch\` piped into a file, unchecked, unhashed and unsynced; the second baseline adds one \`fsync\`.
`
}
