import { grabFrame, grabShownFrame } from '../../video/grabFrame.ts'
import type { Deck } from './deck.ts'

/** "sunset-0042.png" for frame 42 of "sunset.mp4"; counted from 1, as the screen does. */
export const nameOfFrame = (fileName: string, index: number): string => {
  const stem = fileName.replace(/\.[^.]{1,5}$/, '')
  return `${stem === '' ? 'frame' : stem}-${String(index + 1).padStart(4, '0')}.png`
}

export interface TakenFrame {
  blob: Blob
  name: string
  index: number
}

/** The frame on show, as a PNG of the video's own size; null where it can't be read. */
export const takeFrame = async (deck: Deck, fileName: string): Promise<TakenFrame | null> => {
  const { index } = deck.transport.getState()
  const grabbed = deck.frames === null ? null : await grabFrame(deck.frames, index)
  const blob = grabbed === null ? await grabShownFrame(deck.video) : grabbed.ok ? grabbed.value : null
  return blob === null ? null : { blob, name: nameOfFrame(fileName, index), index }
}

const REVOKE_AFTER_MS = 60_000

/** Hands a file to the browser's downloads. */
export const saveBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download reads the address after this call has returned.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS)
}
