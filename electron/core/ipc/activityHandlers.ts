import type { ActivityRouteName, Diagnostics } from '../../../shared/activity/activityRoutes.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { LibraryFacts } from '../db/libraryHealth.ts'
import { listActivity } from '../jobs/activityList.ts'
import type { ActivityPlace, ActivityRepository } from '../jobs/activityRepository.ts'
import type { PollingMeter } from '../jobs/pollingMeter.ts'
import type { LogRing } from '../logging/logRing.ts'
import type { NoticeRepository } from '../notifications/noticeRepository.ts'
import type { Notifications } from '../notifications/notifications.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import type { Handlers } from './router.ts'

export interface ActivityHandlerDeps {
  activity: ActivityRepository
  logs: LogRing
  meter: PollingMeter
  notices: NoticeRepository
  notifications: Notifications
  libraryFacts: () => Promise<LibraryFacts>
  /** What is known of this process and its folders. */
  about: () => Pick<Diagnostics, 'platform' | 'dataDir' | 'videosDir' | 'keyStore' | 'startedAt'> & {
    appVersion: string
    nodeVersion: string
  }
}

/** What happened and how the machinery is. */
export function createActivityHandlers(
  deps: ActivityHandlerDeps,
): Pick<Handlers, Exclude<ActivityRouteName, 'diagnostics.bundle'>> {
  const { activity, logs, meter, notices, notifications } = deps

  return {
    'notifications.list': ({ limit = PAGE, cursor }) => {
      const found = notices.page(cursor === undefined ? null : decodePlace(cursor), limit + 1)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const nextCursor = found.length > limit && last !== undefined ? encodePlace(last.at, last.id) : null
      return { items, nextCursor, unreadCount: notices.unreadCount() }
    },
    'notifications.markRead': ({ upToId }) => ({ unreadCount: notifications.markRead(upToId) }),
    'activity.list': ({ limit = PAGE, cursor, types, accountId }) => {
      const before = cursor === undefined ? null : decodeActivityPlace(cursor)
      const { items, next } = listActivity(activity, { types, accountId, before, limit })
      return { items, nextCursor: next === null ? null : encodeActivityPlace(next) }
    },
    'logs.list': (query) => ({ items: logs.list(query) }),
    'polling.history': () => meter.history(),
    'diagnostics.get': async () => {
      const { sqliteVersion, ...facts } = await deps.libraryFacts()
      const { appVersion, nodeVersion, ...about } = deps.about()
      return { versions: { app: appVersion, node: nodeVersion, sqlite: sqliteVersion }, ...about, ...facts }
    },
  }
}

const encodeActivityPlace = ({ at, jobSeq, id }: ActivityPlace): string =>
  Buffer.from(`e${at}:${jobSeq}:${id}`).toString('base64url')

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodeActivityPlace` did not make. */
function decodeActivityPlace(cursor: string): ActivityPlace {
  const found = /^e(\d{1,15}):(\d{1,15}):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [at = NaN, jobSeq = NaN, id = NaN] = found?.slice(1).map(Number) ?? []
  const place = { at, jobSeq, id }
  if (found !== null && encodeActivityPlace(place) === cursor) return place
  throw new IpcError('bad_request', 'This cursor is broken. Begin again without one.', 'cursor')
}

const PAGE = 50
