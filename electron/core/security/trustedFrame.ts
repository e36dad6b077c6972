/** What is known of the frame that sent a message; null where the frame is already gone. */
export interface SendingFrame {
  url: string
  /** Whether it is the window's own page and not a frame inside it. */
  isTop: boolean
}

/** The origin of the app's own page in the desktop window. */
export const APP_ORIGIN = 'dailies://app'

/**
 * Whether a message may be answered: only the top frame of the app's own page. The origin is compared
 * part by part, because `URL.origin` is "null" for schemes that the platform does not know.
 */
export const isTrustedFrame = (frame: SendingFrame | null): boolean => {
  if (frame === null || !frame.isTop || !URL.canParse(frame.url)) return false
  const { protocol, host, username, password } = new URL(frame.url)
  return `${protocol}//${host}` === APP_ORIGIN && username === '' && password === ''
}
