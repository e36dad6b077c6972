import type { RemoteState } from './profile.ts'

/** Words for a job's state across the servers of all dialects; anything else is `unknown`. */
const STATES: Readonly<Record<string, RemoteState>> = {
  queued: 'queued',
  pending: 'queued',
  submitted: 'queued',
  starting: 'queued',
  in_queue: 'queued',
  not_start: 'queued',
  in_progress: 'running',
  processing: 'running',
  running: 'running',
  generating: 'running',
  dreaming: 'running',
  completed: 'succeeded',
  complete: 'succeeded',
  done: 'succeeded',
  succeeded: 'succeeded',
  succeed: 'succeeded',
  success: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  aborted: 'cancelled',
  expired: 'expired',
}

/** Case, blanks and hyphens do not matter. `deleted` and new words are `unknown`: keep polling. */
export const readState = (word: string): RemoteState => {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return Object.hasOwn(STATES, key) ? (STATES[key] ?? 'unknown') : 'unknown'
}
