import type { Logger, WakeLock } from '../ports.ts'

/** Keeps the computer awake while bytes move. Returns the way to let it sleep again. */
export type KeepAwake = () => () => void

/** A wake lock that is missing, or that fails, must never cost a transfer. */
export const createKeepAwake =
  (wakeLock: WakeLock | null, logger: Logger): KeepAwake =>
  () => {
    if (wakeLock === null) return () => undefined
    const guarded = <T>(call: () => T): T | null => {
      try {
        return call()
      } catch (error) {
        logger.warn('the computer could not be kept awake', { error: String(error) })
        return null
      }
    }
    let letGo = guarded(() => wakeLock.hold())
    return () => {
      const release = letGo
      letGo = null
      if (release !== null) guarded(release)
    }
  }
