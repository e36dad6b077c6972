import { crashThisProcess, createFailpoint, parseFailpoint, type FailpointTarget } from './core/failpoints.ts'
import { HostOpenError } from './core/host.ts'
import { systemClock } from './core/systemClock.ts'
import { PortTakenError } from './server/listenOnPort.ts'
import { createLogger } from './core/logging/logger.ts'
import { createLogRing } from './core/logging/logRing.ts'
import { openDoor } from './server/openDoor.ts'
import { parseServeOptions, SERVE_USAGE } from './server/options.ts'

/** Everything is on disk at any moment; a stop that takes longer than this is better cut off. */
const STOP_TIMEOUT_MS = 4800

/** This door's way to what the host's messages speak of. */
const WANTS_OTHER_FOLDER: ReadonlySet<HostOpenError['code']> = new Set(['folder_in_use', 'database_too_new'])
const OTHER_FOLDER = 'Another data folder is named with --data-dir.'

const leave = (code: number, message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

const wantedFailpoint = (): FailpointTarget | null => {
  const text = process.env.DAILIES_FAILPOINT
  if (text === undefined || text === '') return null
  return parseFailpoint(text) ?? leave(2, `DAILIES_FAILPOINT names no known failpoint: ${text}`)
}

/** Resolves with the first request to stop; a second one ends the process at once. */
const stopRequested = async (): Promise<void> =>
  await new Promise((resolve) => {
    let hasAsked = false
    const ask = (): void => {
      if (hasAsked) process.exit(1)
      hasAsked = true
      resolve()
    }
    process.on('SIGTERM', ask)
    process.on('SIGINT', ask)
  })

const serve = async (): Promise<void> => {
  const argv = process.argv.slice(2)
  if (argv.includes('--help')) {
    process.stdout.write(`${SERVE_USAGE}\n`)
    return
  }
  const parsed = parseServeOptions(argv, process.env)
  if (!parsed.ok) return leave(2, parsed.message)
  const logs = createLogRing(() => systemClock.now())
  const logger = logs.keep(createLogger(parsed.options))
  if (parsed.options.hasWebhook)
    logger.warn('DAILIES_WEBHOOK_URL is set, but this version does not deliver webhooks yet.')

  process.on('uncaughtException', (error) => {
    logger.error('an unexpected error ends the server', { error })
    process.exit(1)
  })
  const stop = stopRequested()
  const door = await openDoor(parsed.options, { logger, logs }, createFailpoint(wantedFailpoint(), crashThisProcess))
  process.stdout.write(`Dailies is ready at ${door.url}\n`)
  await stop
  systemClock.after(STOP_TIMEOUT_MS, () => {
    logger.warn('Stopping took too long and was cut off; the next start goes on from what is on disk.')
    process.exit(0)
  })
  await door.close()
  process.exit(0)
}

try {
  await serve()
} catch (error) {
  if (error instanceof HostOpenError && WANTS_OTHER_FOLDER.has(error.code)) leave(1, `${error.message} ${OTHER_FOLDER}`)
  if (error instanceof HostOpenError || error instanceof PortTakenError) leave(1, error.message)
  throw error
}
