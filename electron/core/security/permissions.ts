import { isAppUrl } from './trustedFrame.ts'

export interface PermissionQuestion {
  permission: string
  /** Address of the frame that asks. */
  url: string
  isMainFrame: boolean
}

/** The player fills the screen; "copy" writes text. Nothing in here needs a camera, a place or anything else that asks. */
const GRANTED: readonly string[] = ['fullscreen', 'clipboard-sanitized-write']

/** Whether a page gets what it asks for: only the app's own page, and of that only what it uses. */
export const isGranted = ({ permission, url, isMainFrame }: PermissionQuestion): boolean =>
  isMainFrame && isAppUrl(url) && GRANTED.includes(permission)
