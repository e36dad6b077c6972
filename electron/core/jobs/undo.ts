import { randomUUID } from 'node:crypto'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { BulkOutcome } from '../../../shared/jobs/selection.ts'
import type { Clock } from '../ports.ts'

export interface UndoTicket {
  token: string
  /** Unix milliseconds. */
  until: number
}

export type Undo = ReturnType<typeof createUndo>

/**
 * Ways back, for ten minutes and once each. Kept in memory only: what they take back is on disk and can be taken
 * back by hand (restore, retry) after a restart.
 */
export function createUndo(clock: Clock) {
  const ways = new Map<string, { until: number; takeBack: () => Promise<BulkOutcome> }>()

  return {
    offer(takeBack: () => Promise<BulkOutcome>): UndoTicket {
      const now = clock.now()
      for (const [token, { until }] of ways) if (until <= now || ways.size >= MOST_WAYS) ways.delete(token)
      const ticket = { token: `undo_${randomUUID().replaceAll('-', '')}`, until: now + OFFERED_FOR_MS }
      ways.set(ticket.token, { until: ticket.until, takeBack })
      return ticket
    },
    /** @throws IpcError `conflict` when it was used already, is too old, or belongs to an earlier run */
    take(token: string): () => Promise<BulkOutcome> {
      const way = ways.get(token)
      ways.delete(token)
      if (way === undefined || way.until <= clock.now()) {
        throw new IpcError('conflict', 'This can no longer be undone.', 'token')
      }
      return way.takeBack
    },
  }
}

const OFFERED_FOR_MS = 600_000
const MOST_WAYS = 50
