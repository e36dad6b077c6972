import type { TFunction } from 'i18next'
import type { Notice } from '../../../../shared/activity/notice.ts'
import { formatRoughDuration } from '../../i18n/format.ts'
import type { English } from '../../i18n/en/index.ts'

type ActivityText = TFunction<'activity'>
type Values = Notice['values']
type Told = Pick<Notice, 'kind' | 'values'>

const MINUTE_MS = 60_000

/** What happened, as one sentence in the person's language. */
export const writeNotice = ({ kind, values }: Told, t: ActivityText): string => {
  const count = numberOf(values['count'], 1)
  const prompt = textOf(values['prompt'])
  const account = textOf(values['account'])
  switch (kind) {
    case 'batch_finished':
      return writeBatch(values, t)
    case 'job_finished':
      return count > 1 ? t('notice.jobsFinished', { count }) : t('notice.jobFinished', { prompt })
    case 'job_failed': {
      const reason = t(`notice.reason.${oneOf(REASONS, values['code'], 'provider')}`)
      return count > 1 ? t('notice.jobsFailed', { count, account, reason }) : t('notice.jobFailed', { prompt, reason })
    }
    case 'needs_attention':
      return count > 1 ? t('notice.attentions', { count, account }) : t('notice.attention', { prompt })
    case 'expires_soon': {
      const when = writeWhen(numberOf(values['minutesLeft'], 1), t)
      return count > 1
        ? t('notice.expiresMany', { count, account, when })
        : t('notice.expires', { prompt, account, when })
    }
    case 'account_paused':
      return t(`notice.paused.${oneOf(PAUSES, values['reason'], 'other')}`, { account })
    case 'storage_problem':
      return t(`notice.storage.${oneOf(STORAGE, values['problem'], 'failing')}`)
  }
}

/** What the provider said to it, in its own words; null where it said nothing of its own. */
export const saidByProvider = ({ kind, values }: Told): string | null => {
  const said = textOf(values['said'])
  return (kind === 'job_failed' || kind === 'account_paused') && said !== '' ? said : null
}

const writeBatch = (values: Values, t: ActivityText): string => {
  const total = numberOf(values['total'], 0)
  const finished = numberOf(values['finished'], 0)
  const name = textOf(values['name'])
  const parts = (['finished', 'failed', 'cancelled'] as const)
    .map((what) => ({ what, count: numberOf(values[what], 0) }))
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => t(`notice.${what}`, { count }))
  const outcome = finished === total ? t('notice.allFinished', { count: total }) : parts.join(', ')
  return name === '' ? t('notice.batch', { outcome }) : t('notice.namedBatch', { name, outcome })
}

const writeWhen = (minutesLeft: number, t: ActivityText): string =>
  minutesLeft <= 1 ? t('notice.soon') : t('notice.within', { duration: formatRoughDuration(minutesLeft * MINUTE_MS) })

const textOf = (value: Values[string] | undefined): string => (value === undefined ? '' : String(value))
const numberOf = (value: Values[string] | undefined, otherwise: number): number =>
  value === undefined || Number.isNaN(Number(value)) ? otherwise : Number(value)
const oneOf = <Known extends string>(known: readonly Known[], value: unknown, otherwise: Known): Known =>
  known.find((one) => one === value) ?? otherwise

type Texts = English['activity']['notice']
const REASONS = [
  'moderation',
  'invalid_request',
  'auth',
  'quota',
  'rate_limited',
  'retired',
  'lost',
  'expired',
  'timed_out',
  'submit_unknown',
  'protocol',
  'network',
  'disk',
  'provider',
  'cancelled',
] as const satisfies (keyof Texts['reason'])[]
const PAUSES = [
  'user',
  'auth',
  'quota',
  'key_missing',
  'key_unreachable',
  'other',
] as const satisfies (keyof Texts['paused'])[]
const STORAGE = ['full', 'read_only', 'not_writable', 'failing'] as const satisfies (keyof Texts['storage'])[]
