import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { once } from 'node:events'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { build } from 'vite'
import type { LastAnswers } from '../../standIn/machine/lastWords.ts'
import type { RecordedCall } from '../../standIn/machine/records.ts'
import type { ProcessListeners, StandInProcess } from './standInProcess.ts'

/** A running app on real Electron, spoken to as the stand-in is. */
export interface ElectronProcess extends StandInProcess {
  application: ElectronApplication
  page(): Promise<Page>
}

export const ORIGIN = 'dailies://app'

/** The recorder as one file that Electron can load before the app. */
export const buildRecorder = async (folder: string): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, 'electronRecorder/recorder.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node22',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'recorder.cjs' } },
    },
  })
  return join(folder, 'recorder.cjs')
}

const watchPage = (page: Page, { onFault }: ProcessListeners): void => {
  page.on('console', (message) => {
    if (message.type() === 'error') onFault(`In the page: console: ${message.text()}`)
  })
  page.on('pageerror', (error) => onFault(`In the page: exception: ${error.message}`))
}

const lastAnswer = (path: string, control: string, args: unknown[]): unknown => {
  const answers = JSON.parse(readFileSync(path, 'utf8')) as LastAnswers
  const answer = (answers as Record<string, unknown>)[control]
  if (control !== 'calls' || args[0] === undefined) return answer
  return (answer as RecordedCall[]).filter(({ api }) => api === args[0])
}

export const launchElectronProcess = async (
  binary: string,
  args: string[],
  env: Record<string, string>,
  listeners: ProcessListeners,
): Promise<ElectronProcess> => {
  const application = await _electron.launch({ executablePath: binary, args, env })
  const child = application.process()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => listeners.onOutput(chunk.toString()))
  }
  let hasExited = false
  const exited = once(child, 'exit').then(([code]: unknown[]) => {
    hasExited = true
    return code as number | null
  })
  application.on('window', (page) => watchPage(page, listeners))
  for (const page of application.windows()) watchPage(page, listeners)
  const isOurs = (page: Page): boolean => !page.isClosed() && page.url().startsWith(ORIGIN)
  return {
    application,
    exited,
    hasExited: () => hasExited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    page: async () => {
      await expect.poll(() => application.windows().some(isOurs), { message: 'a window with a page' }).toBe(true)
      const page = application.windows().findLast(isOurs) as Page
      await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live')
      return page
    },
    call: async (control, ...given) => {
      if (hasExited) return lastAnswer(env['LAST_WORDS'] ?? '', control, given) as never
      return (await application.evaluate(
        async (_electron_, [name, values]) => {
          const run = (globalThis.dailiesControls as Record<string, ((...args: unknown[]) => unknown) | undefined>)[
            name
          ]
          if (run === undefined) throw new Error(`A real machine cannot be made to do this: ${name}`)
          return await run(...values)
        },
        [control, given] as [string, unknown[]],
      )) as never
    },
  }
}
