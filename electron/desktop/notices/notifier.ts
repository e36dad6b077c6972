import type { Notice } from '../../../shared/activity/notice.ts'
import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { Clock, Logger, Notifier, Timer } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import type { Translate } from '../texts/texts.ts'
import { createNotes } from './notes.ts'
import { doNoticeAction } from './noticeAction.ts'
import { createNoticeScreen } from './noticeScreen.ts'
import type { NoticeSystem, ShownNotice } from './noticeSystem.ts'
import { presentNotice } from './presentNotice.ts'

export interface NotifierDeps {
  system: NoticeSystem
  translate: () => Translate
  clock: Clock
  logger: Logger
  /** Whether the person is looking at the app. */
  isFocused(): boolean
  /** Opens the window on a job, also when it was closed and its page is gone. */
  openJob(jobId: string, options: { isPlayed: boolean }): void
  /** Opens the window on the history of notices. */
  openActivity(): void
  openWindow(): void
}

export interface DesktopNotifier extends Notifier {
  /** The host is there: jobs can be asked about, and what is read elsewhere is heard of. */
  connect(host: { ask: HostClient; onEvent(listener: (event: HostEvent) => void): () => void }): void
  /** What the shell itself has to say; shown whether or not a window has the focus. A click opens the window. False where the
   * system would not show it. */
  showNote(title: string, body: string): boolean
  /** The app ends: nothing stays that a click could not answer. */
  close(): void
}

/** One notice of the history, and what the system shows of it. */
interface Entry {
  latest: Notice
  shown: ShownNotice | null
  hasBeenShown: boolean
  /** In timer time. */
  shownAt: number
  /** Waits until what is shown may be replaced. */
  timer: Timer | null
}

/** Shows what the host finds worth telling, as the system shows it, and does what a person asks of it. */
export const createNotifier = (deps: NotifierDeps): DesktopNotifier => {
  const { clock, translate } = deps
  const screen = createNoticeScreen(deps.system, deps.logger)
  const notes = createNotes(screen)
  /** Whatever is shown is referred to from here: Electron forgets what nobody holds. */
  const entries = new Map<string, Entry>()
  let ask: HostClient | null = null
  let stopListening = (): void => {}

  const jobOf = async ({ jobId }: Notice): Promise<Job | null> => {
    if (jobId === null || ask === null) return null
    return await ask('jobs.get', { jobId }).catch(() => null)
  }

  const open = ({ jobId }: Notice): void =>
    jobId === null ? deps.openActivity() : deps.openJob(jobId, { isPlayed: false })

  /** Puts what an entry says now in the place of what is shown of it. */
  const present = async (key: string, entry: Entry): Promise<void> => {
    const notice = entry.latest
    const job = await jobOf(notice)
    // Meanwhile it may have been read, have grown, or somebody has come to look.
    if (entries.get(key) !== entry || entry.latest !== notice) return
    takeAway(entry)
    if (deps.isFocused()) return
    const presented = presentNotice({ notice, job, isUpdate: entry.hasBeenShown }, translate())
    entry.hasBeenShown = true
    entry.shownAt = clock.monotonic()
    entry.shown = screen.show(presented, {
      clicked() {
        takeAway(entry)
        open(notice)
      },
      pressed(index) {
        takeAway(entry)
        const pressed = presented.actions[index]
        if (pressed !== undefined && job !== null && ask !== null) void act({ action: pressed.action, job }, ask)
      },
      gone(shown) {
        if (entry.shown === shown) entry.shown = null
      },
    })
  }

  const act = async (pressed: Parameters<typeof doNoticeAction>[0], host: HostClient): Promise<void> => {
    const problem = await doNoticeAction(pressed, { ...deps, ask: host })
    if (problem === null) return
    notes.show(problem.title, problem.body, () => deps.openJob(pressed.job.id, { isPlayed: false }))
  }

  /** Thirty takes that finish within a minute are one notice; it does not flicker thirty times either. */
  const presentSoon = (key: string, entry: Entry): void => {
    if (entry.timer !== null) return
    const waitMs = entry.shown === null ? 0 : entry.shownAt + REPLACE_EVERY_MS - clock.monotonic()
    if (waitMs <= 0) return void present(key, entry)
    entry.timer = clock.after(waitMs, () => {
      entry.timer = null
      void present(key, entry)
    })
  }

  const enter = (key: string, notice: Notice, isUpdate: boolean): Entry => {
    const before = entries.get(key)
    if (before !== undefined && isUpdate) {
      before.latest = notice
      return before
    }
    forget(key)
    const entry: Entry = { latest: notice, shown: null, hasBeenShown: false, shownAt: -Infinity, timer: null }
    entries.set(key, entry)
    const [oldest] = entries.keys()
    if (entries.size > MOST_KEPT && oldest !== undefined) forget(oldest)
    return entry
  }

  const forget = (key: string): void => {
    const entry = entries.get(key)
    if (entry !== undefined) takeAway(entry)
    entries.delete(key)
  }
  const forgetAll = (): void => {
    for (const key of entries.keys()) forget(key)
  }

  return {
    connect(host) {
      ask = host.ask
      stopListening = host.onEvent((event) => {
        if (event.type === 'notifications.changed' && event.data.unreadCount === 0) forgetAll()
      })
    },
    show({ notice, isUpdate }) {
      if (!screen.isThere()) return
      const key = keyOf(notice)
      const entry = enter(key, notice, isUpdate)
      // What is shown is out of date, and nothing is to pop up before the eyes of somebody who is looking.
      if (deps.isFocused()) takeAway(entry)
      else presentSoon(key, entry)
    },
    showNote: (title, body) => notes.show(title, body, deps.openWindow),
    close() {
      screen.close()
      stopListening()
      forgetAll()
      notes.close()
    },
  }
}

const takeAway = (entry: Entry): void => {
  entry.timer?.cancel()
  entry.timer = null
  const { shown } = entry
  entry.shown = null
  shown?.close()
}

/** A notice that could not be written down has no id of its own yet. */
const keyOf = ({ id, kind, values }: Notice): string => (id > 0 ? String(id) : `${kind}:${values['problem'] ?? ''}`)

const REPLACE_EVERY_MS = 3000
/** Systems keep fewer than that. */
const MOST_KEPT = 50
