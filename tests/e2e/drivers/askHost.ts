import type { Page } from '@playwright/test'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { IpcResult } from '../../../shared/ipc/ipcError.ts'

interface Bridged {
  dailies: { request(route: string, input: unknown): Promise<IpcResult<unknown>> }
}

/** Asks as the page itself does, over the preload's bridge. */
export const askHost = async <R extends RouteName>(
  page: Page,
  route: R,
  input: RouteInput<R>,
): Promise<RouteOutput<R>> => {
  const answer = await page.evaluate(([name, sent]) => (window as unknown as Bridged).dailies.request(name, sent), [
    route,
    input,
  ] as [string, unknown])
  if (!answer.ok) throw new Error(`${route}: ${answer.error.message}`)
  return answer.data as RouteOutput<R>
}
