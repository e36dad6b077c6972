import type { Logger } from '../../core/ports.ts'

type Line = (logger: Logger) => void

/** Keeps what is said before the real logger is loaded, and hands everything on to that one from then on. */
export const createEarlyLogger = (): { logger: Logger; passOnTo(logger: Logger): void } => {
  let early: Line[] = []
  let real: Logger | null = null
  const say = (line: Line): void => {
    if (real === null) early.push(line)
    else line(real)
  }
  return {
    logger: {
      debug: (message, fields) => say((logger) => logger.debug(message, fields)),
      info: (message, fields) => say((logger) => logger.info(message, fields)),
      warn: (message, fields) => say((logger) => logger.warn(message, fields)),
      error: (message, fields) => say((logger) => logger.error(message, fields)),
    },
    passOnTo(logger) {
      real = logger
      for (const line of early) line(logger)
      early = []
    },
  }
}
