import { protocol, type Privileges } from 'electron'
import type { Host } from '../../core/host.ts'
import type { Logger } from '../../core/ports.ts'
import { createAppAnswer } from './appAnswer.ts'

const SCHEME = 'dailies'

/**
 * A place of its own in the web's order (`standard`, `secure`), whose page may fetch and play from it. It gets nothing else:
 * no other origin may ask it, no service worker may live in it, and the content security policy holds.
 */
const PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, stream: true } satisfies Privileges

/** Must run before the app is ready: a scheme's privileges can't be changed later. */
export const declareAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: PRIVILEGES }])
}

/** Serves the screen and the media library to the window, with the same handler as the server door. */
export const serveAppScheme = (host: Promise<Pick<Host, 'fetch'>>, logger: Logger): void => {
  protocol.handle(SCHEME, createAppAnswer(host, logger))
}
