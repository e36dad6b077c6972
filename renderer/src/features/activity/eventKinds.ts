import type { EventType } from '../../jobs/eventWording.ts'

/** What a person may want to see alone. */
export const EVENT_KINDS = ['all', 'requests', 'progress', 'trouble', 'decisions'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

const TYPES: Record<Exclude<EventKind, 'all'>, readonly EventType[]> = {
  requests: ['request'],
  progress: [
    'created',
    'intent',
    'accepted',
    'found',
    'found_late',
    'remote_status',
    'generated',
    'fetch_again',
    'unblocked',
    'completed',
  ],
  trouble: [
    'failed',
    'answer_lost',
    'needs_attention',
    'look_failed',
    'not_found',
    'not_sent',
    'download_delayed',
    'accepted_after_cancel',
  ],
  decisions: [
    'edited',
    'reordered',
    'cancelled',
    'late_cancel',
    'retried',
    'resubmitted',
    'checked_again',
    'put_back',
    'trashed',
    'restored',
  ],
}

/** Null for every type. */
export const typesOf = (kind: EventKind): readonly EventType[] | null => (kind === 'all' ? null : TYPES[kind])
