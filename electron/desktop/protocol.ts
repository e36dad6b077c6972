import { protocol } from 'electron'
import type { Host } from '../core/host.ts'

/** Must run before the app is ready: a scheme's privileges can't be changed later. */
export const declareAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'dailies', privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ])
}

/** Serves the screen and the media library to the window, with the same handler as the server door. */
export const serveAppScheme = (host: Host): void => {
  protocol.handle('dailies', (request) => host.fetch(request))
}
