import type { Clock, Logger, Timer } from '../../core/ports.ts'
import type { QuitPhase } from '../window/backgroundPolicy.ts'

/**
 * How a quit came about. `person`: any menu, key, dock, tray, or the window where that quits. `signal`: SIGTERM or SIGINT,
 * which are never asked about. `shutdown`: the computer or the session is about to end. `ending`: it ends now, or there is
 * no way to ask.
 */
export type QuitWay = 'person' | 'signal' | 'shutdown' | 'ending'
export type QuitAnswer = 'quit' | 'keep'

export interface QuittingDeps {
  /** Asks where something is in flight; answers `quit` at once where nothing is. Ends with `quit` when `signal` aborts. */
  confirm(signal: AbortSignal, way: QuitWay): Promise<QuitAnswer>
  /** The person wants it to go on. */
  keepRunning(way: QuitWay): void
  /** Takes everything off the screen, while the rest is written down. */
  leaveScreen(): void
  /** Closes the shell's parts and the host, in an order that loses nothing. */
  close(): Promise<void>
  /** Ends the process in the ordinary way. */
  end(): void
  /** Ends it at once. */
  exit(code: number): void
  clock: Clock
  logger: Logger
}

export interface Quitting {
  phase(): QuitPhase
  /** Begins to quit; asks at most once, whatever else asks to quit meanwhile. `end` replaces the ordinary end. */
  request(way: QuitWay, end?: () => void): void
}

/** Everything is on disk at any moment; what takes longer is better cut off. The host itself takes at most 5 s. */
const CLOSE_LIMIT_MS = 5500
/** Windows that do not go. */
const END_LIMIT_MS = 5000
/** On macOS an update is copied and verified after everything else has ended. */
const OTHER_END_LIMIT_MS = 120_000
/** Nobody may hold up a shutdown, and nothing is lost by it. Linux waits for 5 s altogether. */
const SHUTDOWN_ANSWER_MS = 3000
/** A terminal, npm and a script may all pass on the one Ctrl+C. */
const SAME_SIGNAL_MS = 500

export const createQuitting = (deps: QuittingDeps): Quitting => {
  const { clock, logger } = deps
  let phase: QuitPhase = 'running'
  let question = new AbortController()
  let lastSignalAt: number | null = null
  let end = deps.end

  const close = async (): Promise<void> => {
    phase = 'closing'
    deps.leaveScreen()
    const limit = clock.after(CLOSE_LIMIT_MS, () => {
      logger.warn('Stopping took too long and was cut off; the next start goes on from what is on disk.')
      deps.exit(0)
    })
    try {
      await deps.close()
    } catch (error) {
      logger.error('stopping failed; the next start goes on from what is on disk', { error })
    }
    limit.cancel()
    phase = 'closed'
    clock.after(end === deps.end ? END_LIMIT_MS : OTHER_END_LIMIT_MS, () => deps.exit(0))
    end()
  }

  const confirm = async (way: QuitWay): Promise<QuitAnswer> => {
    const limit: Timer | null = way === 'shutdown' ? giveUpAfter(SHUTDOWN_ANSWER_MS) : null
    try {
      return await deps.confirm(question.signal, way)
    } catch (error) {
      logger.warn('the work in flight could not be read', { error: String(error) })
      return 'quit'
    } finally {
      limit?.cancel()
    }
  }

  const giveUpAfter = (ms: number): Timer => {
    const asked = question
    return clock.after(ms, () => asked.abort())
  }

  const run = async (way: QuitWay): Promise<void> => {
    if (way === 'person' || way === 'shutdown') {
      phase = 'asking'
      question = new AbortController()
      const answer = await confirm(way)
      if (answer === 'keep' && !question.signal.aborted) {
        phase = 'running'
        end = deps.end
        deps.keepRunning(way)
        return
      }
    }
    await close()
  }

  const again = (way: QuitWay): void => {
    if (way === 'signal') {
      const isSameSignal = lastSignalAt !== null && clock.monotonic() - lastSignalAt < SAME_SIGNAL_MS
      if (lastSignalAt !== null && !isSameSignal) deps.exit(1)
      lastSignalAt ??= clock.monotonic()
    }
    if (phase !== 'asking') return
    // Who asked first may be away from the screen.
    if (way === 'signal' || way === 'ending') question.abort()
    if (way === 'shutdown') giveUpAfter(SHUTDOWN_ANSWER_MS)
  }

  return {
    phase: () => phase,
    request(way, endInstead) {
      if (endInstead !== undefined && phase !== 'closed') end = endInstead
      if (phase !== 'running') return again(way)
      if (way === 'signal') lastSignalAt = clock.monotonic()
      void run(way)
    },
  }
}
