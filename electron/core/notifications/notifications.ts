import type { HostEvents } from '../../../shared/ipc/contract.ts'
import type { Notice } from '../../../shared/activity/notice.ts'
import type { RunTransaction } from '../db/transaction.ts'
import type { Clock, Logger, Notifier, Timer } from '../ports.ts'
import { decideAboutStorage } from './decideNotices.ts'
import type { NoticeHistory, WrittenNotice } from './noticeHistory.ts'
import type { NoticeRepository } from './noticeRepository.ts'
import { noticeText } from './noticeText.ts'

export interface NotificationsDeps {
  clock: Clock
  logger: Logger
  notices: NoticeRepository
  history: NoticeHistory
  runTransaction: RunTransaction
  /** Whether the person wants this kind shown outside the window. */
  isShown: (kind: Notice['kind']) => boolean
  notifier: Notifier | null
  /** Tells the screens. */
  emit: (data: HostEvents['notifications.changed']) => void
}

/** What kind of trouble the disk makes. */
export type StorageProblem = 'full' | 'read_only' | 'not_writable' | 'failing'

export type Notifications = ReturnType<typeof createNotifications>

/**
 * Decides after the commit, from the tables alone, what a person is told: exactly once in the history. Showing it
 * outside the window is up to the shell and happens at most once; what a crash cut off is still there unread.
 */
export function createNotifications(deps: NotificationsDeps) {
  const { clock, history, logger, notices, runTransaction } = deps
  let isStarted = false
  let pass: Timer | null = null
  let watch: Timer | null = null
  /** Problems of a disk that is too full to write them down. */
  const unwritten = new Map<StorageProblem, string>()
  /** Only saves asking the table again and again. */
  const known = new Set<StorageProblem>()

  function tell(written: readonly WrittenNotice[]): void {
    const last = written.at(-1)
    if (last === undefined) return
    const unreadCount = notices.unreadCount()
    deps.emit({ unreadCount, newest: last.notice })
    for (const { notice, isUpdate } of written) show(notice, isUpdate, unreadCount)
  }

  function show(notice: Notice, isUpdate: boolean, unreadCount: number): void {
    if (deps.notifier === null || !deps.isShown(notice.kind)) return
    try {
      deps.notifier.show({ notice, isUpdate, unreadCount })
    } catch (error) {
      logger.warn('a notice could not be shown', { kind: notice.kind, error: String(error) })
    }
  }

  function writeDownProblems(): void {
    for (const [problem, folder] of unwritten) {
      notices.addStorageProblem(problem, folder)
      unwritten.delete(problem)
    }
  }

  /** One stretch a turn. @returns in how many milliseconds there is more to do; null when all is decided */
  function decide(): number | null {
    try {
      writeDownProblems()
      const { written, hasSavedTake } = runTransaction(() => history.readInbox(clock.now()))
      if (hasSavedTake) known.clear()
      tell(written)
      return notices.hasInbox() ? 0 : null
    } catch (error) {
      logger.error('what to tell could not be decided; it is tried again', { error: String(error) })
      return RETRY_MS
    }
  }

  function runPass(): void {
    pass = null
    if (!isStarted) return
    const delayMs = decide()
    if (delayMs !== null) pass = clock.after(delayMs, runPass)
  }

  function watchExpiry(): void {
    watch = null
    if (!isStarted) return
    let nextAt: number | null = null
    try {
      const now = clock.now()
      const found = runTransaction(() => history.warnOfExpiry(now))
      nextAt = found.nextAt
      tell(found.written)
    } catch (error) {
      logger.error('takes that expire could not be looked at', { error: String(error) })
    }
    if (notices.isFetching()) armWatch(nextAt)
  }

  function armWatch(nextAt: number | null): void {
    const delayMs = Math.max(SHORTEST_WATCH_MS, (nextAt ?? Infinity) - clock.now())
    watch = clock.after(Math.min(WATCH_EVERY_MS, delayMs), watchExpiry)
  }

  function stopWatch(): void {
    watch?.cancel()
    watch = null
  }

  /** Something was committed: cheap enough to be asked after every commit. */
  function committed(): void {
    if (!isStarted) return
    if (pass === null && (unwritten.size > 0 || notices.hasInbox())) pass = clock.after(SETTLE_MS, runPass)
    if (!notices.isFetching()) stopWatch()
    else if (watch === null) armWatch(null)
  }

  return {
    committed,

    /** Decides what an earlier run did not get to. */
    start(): void {
      isStarted = true
      if (notices.hasInbox()) runPass()
      watchExpiry()
    },
    stop(): void {
      isStarted = false
      pass?.cancel()
      stopWatch()
    },

    /** The disk refuses. News only once, until a take was saved again. */
    storageProblem(problem: StorageProblem, folder: string): void {
      if (known.has(problem)) return
      known.add(problem)
      try {
        notices.addStorageProblem(problem, folder)
      } catch (error) {
        logger.warn('the disk is too full to write this down', { problem, error: String(error) })
        unwritten.set(problem, folder)
        show(unwrittenNotice(problem, folder, clock.now()), false, 0)
      }
      committed()
    },

    markRead(upToId: number): number {
      const marked = notices.markRead(upToId)
      const unreadCount = notices.unreadCount()
      if (marked > 0) deps.emit({ unreadCount, newest: null })
      return unreadCount
    },
  }
}

/** It has no place in the history yet, so it has no id either. */
function unwrittenNotice(problem: StorageProblem, folder: string, at: number): Notice {
  const { kind, values } = decideAboutStorage(problem, folder)
  const about = { jobId: null, batchId: null, accountId: null }
  return { id: 0, at, kind, ...about, values, text: noticeText(kind, values), isRead: false }
}

/** Long enough for what fails together to be one notice, short enough to be "at once". */
const SETTLE_MS = 250
const RETRY_MS = 30_000
/** While takes are fetched, their ends are looked at this often: a renewed link can move them at any time. */
const WATCH_EVERY_MS = 60_000
const SHORTEST_WATCH_MS = 1000
