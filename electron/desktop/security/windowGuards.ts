import { app, type Event, type WebContents } from 'electron'
import type { Logger } from '../../core/ports.ts'
import { decideNavigation } from '../../core/security/navigation.ts'
import type { OpenOutside } from './externalLinks.ts'

export interface WindowGuardsDeps {
  openOutside: OpenOutside
  logger: Logger
}

/**
 * Keeps every page that ever exists in this app where it is: no other documents, no windows of its own, no frames, no
 * webviews. Must run before the first window is made.
 */
export const guardPages = (deps: WindowGuardsDeps): void => {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, deps))
}

const guardPage = (contents: WebContents, { openOutside, logger }: WindowGuardsDeps): void => {
  const refuse = (event: Event, what: string, url: string): void => {
    event.preventDefault()
    logger.warn(`the page was kept from ${what}`, { to: schemeOf(url) })
  }
  contents.setWindowOpenHandler(({ url }) => {
    if (decideNavigation(url).kind === 'outside') void openOutside(url)
    else logger.warn('the page was kept from opening a window', { to: schemeOf(url) })
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    const decision = decideNavigation(event.url)
    if (decision.kind === 'stay') return
    refuse(event, 'leaving', event.url)
    if (decision.kind === 'outside') void openOutside(decision.url)
  })
  contents.on('will-frame-navigate', (event) => {
    // The page itself is asked about above; frames inside it have no business here at all.
    if (!event.isMainFrame) refuse(event, 'filling a frame', event.url)
  })
  contents.on('will-redirect', (event) => {
    if (!event.isMainFrame || decideNavigation(event.url).kind !== 'stay') refuse(event, 'being sent on', event.url)
  })
  contents.on('will-attach-webview', (event, _preferences, params) => {
    refuse(event, 'embedding another page', params.src ?? '')
  })
}

/** Addresses can hold what a person would not want in a log. */
const schemeOf = (url: string): string => URL.parse(url)?.protocol ?? 'no address'
