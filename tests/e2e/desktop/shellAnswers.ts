import type { Job } from '../../../shared/jobs/job.ts'
import type { ShellEvent, ShellResult, ShellRouteInput, ShellRouteName } from '../../../shared/shell/shellContract.ts'
import type { DesktopApp } from '../drivers/desktop.ts'
import { isInState, queueJob } from './steps.ts'

interface PageBridge {
  request(route: string, input: unknown): Promise<unknown>
  on(listener: (event: ShellEvent) => void): () => void
}

/** What the shell answers a page that asks it. */
export const shellAnswer = async <R extends ShellRouteName>(
  desktop: DesktopApp,
  route: R,
  input: ShellRouteInput<R>,
): Promise<ShellResult<R>> => {
  const page = await desktop.page()
  const answer = await page.evaluate(
    async ([name, value]) => await (globalThis as unknown as { dailies: PageBridge }).dailies.request(name, value),
    [route, input] as const,
  )
  return answer as ShellResult<R>
}

/** As `shellAnswer`, where no refusal is expected. */
export const shellData = async <R extends ShellRouteName>(
  desktop: DesktopApp,
  route: R,
  input: ShellRouteInput<R>,
): Promise<Extract<ShellResult<R>, { ok: true }>['data']> => {
  const answer = await shellAnswer(desktop, route, input)
  if (!answer.ok) throw new Error(`${route} was refused: ${JSON.stringify(answer.error)}`)
  return answer.data
}

/** Keeps what the shell tells the page from now on; read it with `toldEvents`. */
export const listenToShell = async (desktop: DesktopApp): Promise<void> => {
  const page = await desktop.page()
  await page.evaluate(() => {
    const inside = globalThis as unknown as { dailies: PageBridge; toldEvents: unknown[] }
    inside.toldEvents = []
    inside.dailies.on((event) => inside.toldEvents.push(event))
  })
}

export const toldEvents = async (desktop: DesktopApp): Promise<ShellEvent[]> => {
  const page = await desktop.page()
  return await page.evaluate(() => (globalThis as unknown as { toldEvents: ShellEvent[] }).toldEvents)
}

/** A finished take with its file and its poster. */
export const finishTake = async (
  desktop: DesktopApp,
  prompt: string,
): Promise<NonNullable<Job['take']> & { jobId: string }> => {
  const { id } = await queueJob(desktop, prompt)
  await isInState(desktop, id, 'completed')
  const { take } = await desktop.rpc('jobs.get', { jobId: id })
  if (take === null) throw new Error('A finished job has no take.')
  return { ...take, jobId: id }
}
