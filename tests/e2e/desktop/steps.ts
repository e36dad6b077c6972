import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../../shared/jobs/job.ts'
import type { ShellSettings } from '../../../shared/shell/shellContract.ts'
import { expect, type DesktopApp } from '../drivers/desktop.ts'

/** What several specs of the desktop door do. */

export const queueJob = async (desktop: DesktopApp, prompt = 'A lighthouse at dusk'): Promise<Job> => {
  const { jobs } = await desktop.rpc('jobs.create', { prompt, seconds: 4, size: '1280x720' })
  const [job] = jobs
  if (job === undefined) throw new Error('The host queued nothing.')
  return job
}

export const isInState = async (desktop: DesktopApp, jobId: string, status: Job['status']): Promise<void> => {
  const read = async (): Promise<string> => (await desktop.rpc('jobs.get', { jobId })).status
  await expect.poll(read, { timeout: 60_000 }).toBe(status)
}

/** Finished takes on the disk: what can be seen of the engine's work without any window. */
export const takesOnDisk = async (desktop: DesktopApp): Promise<string[]> => {
  const names = await readdir(desktop.videosDir, { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('.mp4'))
}

/** Starts the app anew with these settings of the shell, as if a person had chosen them before. */
export const restartWith = async (
  desktop: DesktopApp,
  settings: Partial<Omit<ShellSettings, 'opensAtLogin'>>,
): Promise<void> => {
  await desktop.page()
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
  const path = join(desktop.dataDir, 'shell.json')
  const memory = JSON.parse(await readFile(path, 'utf8')) as { settings: object }
  await writeFile(path, JSON.stringify({ ...memory, settings: { ...memory.settings, ...settings } }))
  await desktop.restart()
  await desktop.page()
}
