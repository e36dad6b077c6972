import type { TextKey } from '../texts/texts.ts'

/** As in the contract, with keys of texts in place of the texts: the language may change at any time. */
export type UpdateStep =
  | { status: 'unsupported'; reason: TextKey }
  | { status: 'idle'; checkedAt: number | null }
  | { status: 'checking' }
  | { status: 'available'; version: string; notes: string }
  | { status: 'downloading'; version: string; notes: string; percent: number }
  | { status: 'ready'; version: string; notes: string }
  | { status: 'failed'; message: TextKey; checkedAt: number }

export type UpdateEvent =
  | { type: 'unsupported'; reason: TextKey }
  /** A person asked; looking by itself shows nothing until it has found something. */
  | { type: 'checking' }
  | { type: 'upToDate'; at: number }
  | { type: 'found'; version: string; notes: string }
  | { type: 'downloading' }
  | { type: 'progress'; percent: number }
  | { type: 'downloaded' }
  | { type: 'failed'; message: TextKey; at: number }
  /** What was found belongs to another channel. */
  | { type: 'channelChanged' }

/** What follows; the same object where the event means nothing in this state, such as a late progress. */
export const afterUpdateEvent = (step: UpdateStep, event: UpdateEvent): UpdateStep => {
  if (step.status === 'unsupported') return step
  const isLoaded = step.status === 'downloading' || step.status === 'ready'
  switch (event.type) {
    case 'unsupported':
      return { status: 'unsupported', reason: event.reason }
    case 'checking':
      return isLoaded ? step : { status: 'checking' }
    case 'upToDate':
      return isLoaded ? step : { status: 'idle', checkedAt: event.at }
    case 'found':
      return isLoaded ? step : { status: 'available', version: event.version, notes: event.notes }
    case 'downloading':
      if (step.status !== 'available') return step
      return { status: 'downloading', version: step.version, notes: step.notes, percent: 0 }
    case 'progress': {
      const percent = Math.floor(Math.min(100, Math.max(0, event.percent)))
      return step.status === 'downloading' && percent > step.percent ? { ...step, percent } : step
    }
    case 'downloaded':
      if (step.status !== 'downloading') return step
      return { status: 'ready', version: step.version, notes: step.notes }
    case 'failed':
      return { status: 'failed', message: event.message, checkedAt: event.at }
    case 'channelChanged':
      return step.status === 'available' || step.status === 'failed' ? { status: 'idle', checkedAt: null } : step
  }
}
