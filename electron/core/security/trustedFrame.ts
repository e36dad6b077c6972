/** What is known of the frame that sent a message; null where the frame is already gone. */
export interface SendingFrame {
  url: string
  /** The origin that Chromium enforces; `null` as text for a page in a sandbox, whatever its address says. */
  origin: string
  /** Whether it is the window's own page and not a frame inside it. */
  isTop: boolean
}

/** Who sent a message. */
export interface Sender {
  /** It comes out of a window that this app made and still knows. */
  isManaged: boolean
  /** Its page has neither crashed nor ended. */
  isAlive: boolean
  frame: SendingFrame | null
}

/** The origin of the app's own page in the desktop window. */
export const APP_ORIGIN = 'dailies://app'

/**
 * Whether an address lies on the app's own origin. Compared part by part, because `URL.origin` is "null" for schemes that
 * the platform does not know.
 */
export const isAppUrl = (text: string): boolean => {
  const url = URL.parse(text)
  if (url === null) return false
  const { protocol, host, username, password } = url
  return `${protocol}//${host}` === APP_ORIGIN && username === '' && password === ''
}

/** Only the top frame of the app's own page; a frame that is gone is nobody. */
export const isTrustedFrame = (frame: SendingFrame | null): boolean =>
  frame !== null && frame.isTop && frame.origin === APP_ORIGIN && isAppUrl(frame.url)

/** Whether a message may be looked at. */
export const isTrustedSender = ({ isManaged, isAlive, frame }: Sender): boolean =>
  isManaged && isAlive && isTrustedFrame(frame)
