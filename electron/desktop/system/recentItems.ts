import { app } from 'electron'
import type { Host } from '../../core/host.ts'
import type { Clock, Logger } from '../../core/ports.ts'
import { takesFinishedSince } from './finishedTakes.ts'

export interface RecentItemsDeps {
  host: Pick<Host, 'onEvent' | 'takeFile'>
  platform: NodeJS.Platform
  clock: Clock
  logger: Logger
}

/** More than can be finished between two changes of one job. */
const MOST_REMEMBERED = 1000

/**
 * Lists finished takes among the system's recent items (macOS, Windows). Opened from there, they come back as any
 * file that is opened with the app. @returns the way to stop
 */
export const keepRecentItems = ({ host, platform, clock, logger }: RecentItemsDeps): (() => void) => {
  if (platform !== 'darwin' && platform !== 'win32') return () => {}
  const startedAt = clock.now()
  const listed = new Set<string>()

  const list = async (takeId: string): Promise<void> => {
    const file = await host.takeFile(takeId)
    if (file !== null) app.addRecentDocument(file.path)
  }
  return host.onEvent((event) => {
    if (event.type !== 'jobs.changed') return
    for (const takeId of takesFinishedSince(event.data.jobs, startedAt)) {
      if (listed.has(takeId)) continue
      listed.add(takeId)
      if (listed.size > MOST_REMEMBERED) listed.delete(listed.values().next().value ?? '')
      list(takeId).catch((error: unknown) => {
        logger.debug('a take could not be listed among the recent items', { take: takeId, error: String(error) })
      })
    }
  })
}
