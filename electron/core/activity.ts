import type { HostEvents, Settings } from '../../shared/ipc/contract.ts'
import type { ActivityRouteName } from '../../shared/activity/activityRoutes.ts'
import { readLibraryFacts } from './db/libraryHealth.ts'
import type { Store } from './db/openDatabase.ts'
import type { RunTransaction } from './db/transaction.ts'
import { createBundleHandler } from './diagnostics/diagnosticsHandler.ts'
import { createActivityHandlers } from './ipc/activityHandlers.ts'
import type { Handlers } from './ipc/router.ts'
import { listActivity } from './jobs/activityList.ts'
import { createActivityRepository } from './jobs/activityRepository.ts'
import type { BatchRepository } from './jobs/batchRepository.ts'
import type { JobRepository } from './jobs/jobRepository.ts'
import type { PollingMeter } from './jobs/pollingMeter.ts'
import { listKnownSecrets } from './logging/knownSecrets.ts'
import type { LogRing } from './logging/logRing.ts'
import { createNoticeHistory } from './notifications/noticeHistory.ts'
import { createNoticeRepository } from './notifications/noticeRepository.ts'
import { createNotifications, type Notifications } from './notifications/notifications.ts'
import type { Clock, Logger, Notifier } from './ports.ts'
import type { AccountRepository } from './settings/accountRepository.ts'
import type { SettingsRepository } from './settings/settingsRepository.ts'

export interface ActivityDeps {
  db: Store['db']
  runTransaction: RunTransaction
  clock: Clock
  logger: Logger
  logs: LogRing
  meter: PollingMeter
  jobs: JobRepository
  batches: BatchRepository
  accounts: Pick<AccountRepository, 'all' | 'byId' | 'removed'>
  personSettings: () => Settings
  settings: SettingsRepository
  notifier: Notifier | null
  emit: (data: HostEvents['notifications.changed']) => void
  version: string
  dataDir: string
  keyStore: () => string
}

export interface Activity {
  handlers: Pick<Handlers, ActivityRouteName>
  notifications: Notifications
}

/** What happened, put together: notices, the timeline of all jobs, the log, the meter, diagnostics. */
export function createActivity(deps: ActivityDeps): Activity {
  const { clock, db, jobs, logger, settings } = deps
  const startedAt = clock.now()
  const notices = createNoticeRepository(db)
  const notifications = createNotifications({
    clock,
    logger,
    notices,
    history: createNoticeHistory({ notices, jobs, batches: deps.batches, accounts: deps.accounts }),
    runTransaction: deps.runTransaction,
    isShown: (kind) => settings.get('notify')[kind] ?? true,
    notifier: deps.notifier,
    emit: deps.emit,
  })
  const activity = createActivityRepository(db)
  const handlers = createActivityHandlers({
    activity,
    logs: deps.logs,
    meter: deps.meter,
    notices,
    notifications,
    libraryFacts: () => readLibraryFacts(db),
    about: () => ({
      appVersion: deps.version,
      nodeVersion: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      dataDir: deps.dataDir,
      videosDir: settings.get('videosDir'),
      keyStore: deps.keyStore(),
      startedAt,
    }),
  })
  const bundle = createBundleHandler({
    clock,
    logger,
    diagnostics: async () => await handlers['diagnostics.get']({}),
    settings: deps.personSettings,
    accounts: () => [...deps.accounts.all(), ...deps.accounts.removed()],
    secrets: listKnownSecrets,
    pollingHistory: () => deps.meter.history(),
    events: (limit) => listActivity(activity, { types: undefined, accountId: undefined, before: null, limit }).items,
    log: (limit) => deps.logs.list({ limit }),
  })
  return { notifications, handlers: { ...handlers, 'diagnostics.bundle': bundle } }
}
