import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { UpdateState } from '../../../shared/shell/shellContract.ts'
import type { Clock, Logger, Timer } from '../../core/ports.ts'
import type { TextKey, Translate } from '../texts/texts.ts'
import { plainNotes } from './releaseNotes.ts'
import { updateFailure } from './updateFailure.ts'
import { CHECK_EVERY_MS, nextCheckInMs } from './updatePolicy.ts'
import { afterUpdateEvent, type UpdateEvent, type UpdateStep } from './updateState.ts'

export type UpdateChannel = 'stable' | 'beta'

/** What finds, loads and installs new versions; see `electronUpdater.ts`. All of it rejects with what went wrong. */
export interface Updater {
  /** Null when there is nothing newer. `notes` as they came. */
  check(channel: UpdateChannel): Promise<{ version: string; notes: unknown } | null>
  /** Loads what `check` found last and checks that it is genuine. */
  download(onPercent: (percent: number) => void): Promise<void>
  /** Ends this process; what runs next is the new version. Comes back only by rejecting. */
  install(): Promise<never>
}

export interface UpdatesDeps {
  /** Why this build cannot replace itself; null where it can. */
  unsupported: TextKey | null
  /** Asked once, before the first look: what takes too long to be asked at every start. */
  findLateReason(): Promise<TextKey | null>
  /** Loaded with the first look. */
  loadUpdater(): Promise<Updater>
  settings(): { updateChannel: UpdateChannel; checksForUpdates: boolean }
  /** When it looked by itself last, also in earlier runs. */
  checkedAt: { get(): number | null; set(at: number): void }
  /** Quits as any other quit does, with its question; `end` takes the place of the process's own end. */
  quitForUpdate(end: () => void): void
  /** Everything is closed and the installation failed: tells the person and starts the app again as it was. */
  comeBack(message: string): void
  translate: () => Translate
  clock: Clock
  logger: Logger
}

export interface Updates {
  state(): UpdateState
  /** Told after each change. Returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** A person asked; what came of it is in the state. */
  check(): Promise<void>
  /** Begins to load; progress and end are in the state. @throws IpcError `conflict` where nothing was found */
  download(): void
  /** @throws IpcError `conflict` where nothing was loaded */
  install(): void
  /** The person changed how updates are found. */
  settingsChanged(): void
  /** Looks by itself from now on, where that is wanted: first after some minutes, then every six hours. */
  start(): void
  stop(): void
}

/** Nothing is loaded or installed without being asked for, and nothing of the updater is loaded before the first look. */
export const createUpdates = (deps: UpdatesDeps): Updates => {
  const { clock, logger, settings } = deps
  const listeners = new Set<() => void>()
  let step: UpdateStep =
    deps.unsupported === null
      ? { status: 'idle', checkedAt: deps.checkedAt.get() }
      : { status: 'unsupported', reason: deps.unsupported }
  let updater: Promise<Updater | null> | null = null
  let timer: Timer | null = null
  let isStarted = false
  let looking: Promise<void> | null = null
  let isAskedFor = false
  let channel = settings().updateChannel

  const apply = (event: UpdateEvent): void => {
    const next = afterUpdateEvent(step, event)
    if (next === step) return
    step = next
    for (const listener of listeners) listener()
  }

  /** Null where it turned out that this build cannot be replaced. */
  const openUpdater = async (): Promise<Updater | null> => {
    const reason = await deps.findLateReason()
    if (reason === null) return await deps.loadUpdater()
    apply({ type: 'unsupported', reason })
    return null
  }

  /** On the channel that is set when the answer comes; null where nothing is newer. */
  const findNewest = async (opened: Updater): Promise<{ version: string; notes: unknown } | null> => {
    for (;;) {
      const wanted = channel
      const found = await opened.check(wanted)
      if (wanted === channel) return found
    }
  }

  const lookNow = async (): Promise<void> => {
    deps.checkedAt.set(clock.now())
    try {
      updater ??= openUpdater().catch((error: unknown) => {
        updater = null
        throw error
      })
      const opened = await updater
      if (opened === null) return
      const found = await findNewest(opened)
      if (found === null) apply({ type: 'upToDate', at: clock.now() })
      else apply({ type: 'found', version: found.version, notes: plainNotes(found.notes) })
    } catch (error) {
      logger.warn('looking for a new version failed', { error })
      // Where nobody asked, it is tried again in some hours.
      if (isAskedFor) apply({ type: 'failed', message: updateFailure(error, 'check'), at: clock.now() })
    }
  }

  const look = async (isAsked: boolean): Promise<void> => {
    if (step.status === 'unsupported' || step.status === 'downloading' || step.status === 'ready') return
    if (isAsked) {
      isAskedFor = true
      apply({ type: 'checking' })
    }
    looking ??= lookNow().finally(() => {
      looking = null
      isAskedFor = false
    })
    await looking
  }

  const arm = (delayMs: number): void => {
    timer?.cancel()
    timer = null
    if (!isStarted || step.status === 'unsupported' || !settings().checksForUpdates) return
    timer = clock.after(delayMs, () => {
      void look(false).finally(() => arm(CHECK_EVERY_MS))
    })
  }

  const load = async (): Promise<void> => {
    try {
      await (await updater)?.download((percent) => apply({ type: 'progress', percent }))
      apply({ type: 'downloaded' })
    } catch (error) {
      logger.warn('a new version could not be downloaded', { error })
      apply({ type: 'failed', message: updateFailure(error, 'download'), at: clock.now() })
    }
  }

  const installNow = async (): Promise<void> => {
    try {
      await (await updater)?.install()
    } catch (error) {
      logger.error('a new version could not be installed', { error })
      deps.comeBack(deps.translate()(updateFailure(error, 'install')))
    }
  }

  return {
    state() {
      if (step.status === 'unsupported') return { ...step, reason: deps.translate()(step.reason) }
      return step.status === 'failed' ? { ...step, message: deps.translate()(step.message) } : step
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async check() {
      await look(true)
      arm(CHECK_EVERY_MS)
    },
    download() {
      if (step.status === 'downloading' || step.status === 'ready') return
      if (step.status !== 'available')
        throw new IpcError('conflict', 'There is no new version to download. Look for one first.')
      apply({ type: 'downloading' })
      void load()
    },
    install() {
      if (step.status !== 'ready') throw new IpcError('conflict', 'No new version has been downloaded yet.')
      deps.quitForUpdate(() => void installNow())
    },
    settingsChanged() {
      const next = settings().updateChannel
      const isOther = next !== channel
      channel = next
      if (isOther) apply({ type: 'channelChanged' })
      if (timer === null || isOther || !settings().checksForUpdates) {
        arm(isOther ? 0 : nextCheckInMs(clock.now(), deps.checkedAt.get()))
      }
    },
    start() {
      isStarted = true
      arm(nextCheckInMs(clock.now(), deps.checkedAt.get()))
    },
    stop() {
      isStarted = false
      timer?.cancel()
      timer = null
    },
  }
}
