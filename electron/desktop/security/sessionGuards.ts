import { app, type Session } from 'electron'
import type { Logger } from '../../core/ports.ts'
import { isOwnDownload } from '../../core/security/navigation.ts'
import { isGranted } from '../../core/security/permissions.ts'

/** What no page of this app ever needs: everything in it comes with it. */
const FROM_ELSEWHERE = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }

/**
 * Permissions, devices and downloads of every session there will be. Must run before the first window is made; what the
 * default session already is, is guarded by `guardPageSession`.
 */
export const guardSessions = (logger: Logger): void => {
  app.on('session-created', (created) => denyDevices(created, logger))
}

/** The session that the window's page lives in: guarded as all of them, and cut off from the network. */
export const guardPageSession = (session: Session, platform: NodeJS.Platform, logger: Logger): void => {
  denyDevices(session, logger)
  session.webRequest.onBeforeRequest(FROM_ELSEWHERE, ({ resourceType }, decide) => {
    logger.warn('the page was kept from loading something from elsewhere', { resourceType })
    decide({ cancel: true })
  })
  // Elsewhere than on macOS, Chromium would fetch dictionaries from a server of its maker.
  if (platform !== 'darwin') {
    session.setSpellCheckerEnabled(false)
    session.setSpellCheckerLanguages([])
  }
}

const guarded = new WeakSet<Session>()

const denyDevices = (session: Session, logger: Logger): void => {
  if (guarded.has(session)) return
  guarded.add(session)
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl, isMainFrame }) => {
    const isAllowed = isGranted({ permission, url: requestingUrl, isMainFrame })
    if (!isAllowed) logger.warn('the page was denied a permission', { permission })
    decide(isAllowed)
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { requestingUrl, isMainFrame }) =>
    isGranted({ permission, url: requestingUrl ?? requestingOrigin, isMainFrame }),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, choose) => choose(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('will-download', (event, item) => {
    if (isOwnDownload(item.getURL())) return
    event.preventDefault()
    logger.warn('the page was kept from saving something that is not its own')
  })
}
