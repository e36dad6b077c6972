import type { TFunction } from 'i18next'
import type { JobEvent } from '../../../shared/jobs/job.ts'
import { formatDuration, formatNumber } from '../i18n/format.ts'
import type { English } from '../i18n/en/index.ts'

type EventText = TFunction<'events'>
type KnownType = keyof English['events']

/** Every type that the core writes; a later version's are shown under their own names. */
export const EVENT_TYPES = [
  'created',
  'intent',
  'accepted',
  'answer_lost',
  'not_sent',
  'needs_attention',
  'found',
  'found_late',
  'checked_again',
  'fetch_again',
  'remote_status',
  'look_failed',
  'not_found',
  'generated',
  'download_delayed',
  'completed',
  'failed',
  'cancelled',
  'late_cancel',
  'accepted_after_cancel',
  'retried',
  'resubmitted',
  'unblocked',
  'reordered',
  'edited',
  'put_back',
  'trashed',
  'restored',
  'request',
] as const satisfies readonly KnownType[]
export type EventType = (typeof EVENT_TYPES)[number]

const isKnown = (type: string): type is EventType => (EVENT_TYPES as readonly string[]).includes(type)

export type EventTone = 'plain' | 'good' | 'bad' | 'warn' | 'quiet'
const TONES: Partial<Record<EventType, EventTone>> = {
  completed: 'good',
  failed: 'bad',
  answer_lost: 'warn',
  needs_attention: 'warn',
  found_late: 'warn',
  accepted_after_cancel: 'warn',
  look_failed: 'warn',
  not_found: 'warn',
  not_sent: 'warn',
  download_delayed: 'warn',
  request: 'quiet',
  reordered: 'quiet',
}
export const eventTone = ({ type }: Pick<JobEvent, 'type'>): EventTone =>
  isKnown(type) ? (TONES[type] ?? 'plain') : 'quiet'

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** One line of a timeline as a sentence. */
export const writeEvent = ({ type, detail }: Pick<JobEvent, 'type' | 'detail'>, t: EventText): string => {
  if (!isKnown(type)) return t('unknown', { type })
  if (type === 'request') return writeRequest(detail, t)
  if (type === 'cancelled') return writeCancel(detail, t)
  if (type === 'edited') return t('edited', { fields: writeFields(detail['fields'], t) })
  return t(type, {
    reason: text(detail['reason']),
    message: text(detail['message']),
    attempt: text(detail['attempt']),
    remoteId: text(detail['remoteId']),
    remoteStatus: text(detail['remoteStatus']),
  })
}

const PURPOSES = ['submit', 'poll', 'list', 'cancel', 'download'] as const
const writeRequest = (detail: JobEvent['detail'], t: EventText): string => {
  const known = PURPOSES.find((purpose) => purpose === detail['purpose'])
  const purpose = known === undefined ? text(detail['purpose']) : t(`purpose.${known}`)
  const { status, durationMs } = detail
  const duration = typeof durationMs === 'number' ? writeAnswerTime(durationMs, t) : ''
  return status === null
    ? t('requestFailed', { purpose, duration })
    : t('request', { purpose, status: text(status), duration })
}

const OUTCOMES = ['removed_from_queue', 'stopped_at_provider', 'stopped_watching'] as const
const writeCancel = (detail: JobEvent['detail'], t: EventText): string => {
  const outcome = OUTCOMES.find((known) => known === detail['outcome'])
  const how = detail['by'] === 'provider' ? 'by_provider' : (outcome ?? 'by_person')
  return t(`cancelled.${how}`)
}

const FIELDS = ['prompt', 'model', 'seconds', 'size', 'params'] as const
const writeFields = (fields: unknown, t: EventText): string =>
  (Array.isArray(fields) ? fields : [])
    .map((name) => {
      const field = FIELDS.find((known) => known === name)
      return field === undefined ? String(name) : t(`changed.${field}`)
    })
    .join(', ')

/** What a `request` event holds. */
export interface RequestFacts {
  method: string
  route: string
  status: number | null
  durationMs: number | null
  body: string | null
}

/** The request that an event tells of; null for every other event. */
export const readRequest = ({ type, detail }: Pick<JobEvent, 'type' | 'detail'>): RequestFacts | null => {
  if (type !== 'request') return null
  const { method, route, status, durationMs, body } = detail
  return {
    method: text(method),
    route: text(route),
    status: typeof status === 'number' ? status : null,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    body: typeof body === 'string' ? body : null,
  }
}

/** "240 ms", "3 sec". */
export const writeAnswerTime = (durationMs: number, t: EventText): string =>
  durationMs < 1_000 ? t('answerTime', { milliseconds: formatNumber(durationMs) }) : formatDuration(durationMs)
