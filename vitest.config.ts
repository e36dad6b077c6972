import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

/** `npm run test:soak` runs the same tests with many more seeds, and gives them the time for it. */
const isSoak = process.env.DAILIES_SOAK === '1'
const MINUTE_MS = 60_000

const project = (name: string, timeoutMs: number, maxConcurrency = 5): TestProjectInlineConfiguration => ({
  test: {
    name,
    maxConcurrency,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    environment: 'node',
    testTimeout: isSoak ? 60 * MINUTE_MS : timeoutMs,
    hookTimeout: isSoak ? 10 * MINUTE_MS : Math.max(timeoutMs, 10_000),
  },
})

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      project('unit', 10_000),
      project('migrations', 20_000),
      project('integration', MINUTE_MS),
      // Apart from those that run on a hurried clock: packing keeps every processor busy.
      project('packaging', MINUTE_MS),
      project('simulation', 10 * MINUTE_MS),
      // Each case is a process or two of its own.
      project('crash', MINUTE_MS, 2),
    ],
  },
})
