import { hostOptionsFromEnv } from '../../composition/hostOptions.ts'
import { openHost, type OpenedHost } from '../../composition/openHost.ts'
import { createFailpoint } from '../../core/failpoints.ts'
import { createLogger } from '../../core/logging/logger.ts'
import { createLogRing, type LogRing } from '../../core/logging/logRing.ts'
import type { FileManager, Logger, Notifier, PowerEvents, WakeLock } from '../../core/ports.ts'
import { systemClock } from '../../core/systemClock.ts'

/** What only the desktop can do for the host. */
export interface DesktopPorts {
  power: PowerEvents
  fileManager: FileManager
  notifier: Notifier | null
  wakeLock: WakeLock | null
}

export interface DesktopHost extends OpenedHost {
  logger: Logger
  logs: LogRing
}

/**
 * Loads and opens everything behind the window; to be imported only once the window was asked for, because this is most
 * of the app. @throws HostOpenError | OptionError with a message for the person
 */
export const openDesktopHost = async (
  dataDir: string | null,
  ports: DesktopPorts,
  passOnTo: (logger: Logger) => void,
): Promise<DesktopHost> => {
  const { provider, videosDir, pollMinMs, demoSpeed, isVerbose } = hostOptionsFromEnv(process.env)
  const logs = createLogRing(() => systemClock.now())
  const logger = logs.keep(createLogger({ isVerbose }))
  passOnTo(logger)
  const opened = await openHost({
    ...ports,
    dataDir,
    videosDir,
    account: provider,
    pollMinMs,
    demoSpeed,
    logger,
    logs,
    failpoint: createFailpoint(null, () => {}),
    door: 'desktop',
  })
  return { ...opened, logger, logs }
}
