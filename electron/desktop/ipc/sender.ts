import type { WebContents, WebFrameMain } from 'electron'
import type { Sender, SendingFrame } from '../../core/security/trustedFrame.ts'

/** The part of Electron's event that says who is speaking. */
export interface FromSomebody {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

/** Read within the event: later, the frame may be gone or somebody else. What cannot be read is nobody. */
export const readSender = (event: FromSomebody, isManaged: (contents: WebContents) => boolean): Sender => {
  const { sender } = event
  if (!isManaged(sender) || sender.isDestroyed()) return NOBODY
  return { isManaged: true, isAlive: !sender.isCrashed(), frame: readFrame(event) }
}

/** Electron throws at every property of a frame that it has let go of. */
const readFrame = (event: FromSomebody): SendingFrame | null => {
  try {
    const frame = event.senderFrame
    if (frame === null || frame.detached || frame.isDestroyed()) return null
    return { url: frame.url, origin: frame.origin, isTop: frame.parent === null }
  } catch {
    return null
  }
}

const NOBODY: Sender = { isManaged: false, isAlive: false, frame: null }
