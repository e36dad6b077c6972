import { externalUrl } from './externalUrl.ts'
import { isAppUrl } from './trustedFrame.ts'

export type NavigationDecision =
  /** The app's own page, anew. */
  | { kind: 'stay' }
  /** The page stays as it is; the system's browser opens the address. */
  | { kind: 'outside'; url: string }
  | { kind: 'refuse' }

/**
 * What becomes of a page that wants to go somewhere. Of the app's own addresses only the start page: anything else in
 * its place, and be it a page that does not exist, would leave the person without an app.
 */
export const decideNavigation = (address: string): NavigationDecision => {
  if (isAppPage(address)) return { kind: 'stay' }
  const url = externalUrl(address)
  return url === null ? { kind: 'refuse' } : { kind: 'outside', url }
}

const isAppPage = (address: string): boolean => {
  if (!isAppUrl(address)) return false
  const { pathname } = new URL(address)
  return pathname === '/' || pathname === '/index.html'
}

/** What the page may save to disk: takes of the library, and what it has made itself. */
export const isOwnDownload = (address: string): boolean => {
  const madeByPage = /^blob:(.*)$/is.exec(address)?.[1]
  if (madeByPage !== undefined) return isAppUrl(madeByPage)
  return isAppUrl(address) && new URL(address).pathname.startsWith('/media/')
}
