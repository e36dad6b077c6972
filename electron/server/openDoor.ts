import { openHost } from '../composition/openHost.ts'
import type { LogRing } from '../core/logging/logRing.ts'
import type { Failpoint, Logger } from '../core/ports.ts'
import { systemClock } from '../core/systemClock.ts'
import { listenOnPort } from './listenOnPort.ts'
import type { ServeOptions } from './options.ts'
import { readOrMakeToken } from './tokenFile.ts'

export interface Door {
  /** With the token in the fragment, which browsers never send. */
  url: string
  /** Finishes what is in flight and closes everything, in an order that loses nothing. */
  close(): Promise<void>
}

/**
 * Opens the data folder, the port and the host, in this order, so that nothing is sent to a provider
 * unless all of it worked.
 * @throws HostOpenError | PortTakenError with a message for the person
 */
export const openDoor = async (
  options: ServeOptions,
  { logger, logs }: { logger: Logger; logs: LogRing },
  failpoint: Failpoint,
): Promise<Door> => {
  const outside = { power: null, fileManager: null, notifier: null, wakeLock: null } as const
  const surroundings = { ...outside, logger, logs, failpoint, door: 'server' } as const
  const opened = await openHost({ ...options, ...surroundings, account: options.provider })
  const { host, version, dataDir } = opened
  try {
    const token = options.token ?? (await readOrMakeToken(dataDir))
    const server = await listenOnPort({ host, token, version, clock: systemClock, logger }, options.port)
    await host.start()
    const close = async (): Promise<void> => {
      await server.close()
      await opened.close()
    }
    return { url: `http://127.0.0.1:${server.port}/#token=${encodeURIComponent(token)}`, close }
  } catch (error) {
    await opened.close()
    throw error
  }
}
