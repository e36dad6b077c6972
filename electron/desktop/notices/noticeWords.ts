import type { Notice } from '../../../shared/activity/notice.ts'
import type { JobErrorCode } from '../../../shared/jobs/job.ts'
import type { StorageProblem } from '../../core/notifications/notifications.ts'
import { besideOthers } from '../texts/foreignText.ts'
import type { TextKey, Translate } from '../texts/texts.ts'

export interface NoticeWords {
  title: string
  body: string
}

type Told = Pick<Notice, 'kind' | 'values'>
type Values = Notice['values']

/** What happened, in the person's language: made of the same values as the page's sentence. */
export const noticeWords = ({ kind, values }: Told, text: Translate): NoticeWords => {
  const count = numberOf(values['count'], 1)
  const about = { count, prompt: textOf(values['prompt']), account: textOf(values['account']) }
  const isOne = count <= 1
  switch (kind) {
    case 'batch_finished':
      return batchWords(values, text)
    case 'job_finished':
      return isOne
        ? { title: text('notices:finished'), body: text('notices:prompt', about) }
        : { title: text('notices:finishedMany', about), body: text('notices:finishedManyText', about) }
    case 'job_failed': {
      const why = { ...about, reason: text(keyOf(REASONS, values['code'], 'provider')) }
      return isOne
        ? { title: text('notices:failed'), body: text('notices:failedText', why) }
        : { title: text('notices:failedMany', why), body: text('notices:failedManyText', why) }
    }
    case 'needs_attention':
      return isOne
        ? { title: text('notices:attention'), body: text('notices:attentionText', about) }
        : { title: text('notices:attentionMany', about), body: text('notices:attentionManyText', about) }
    case 'expires_soon': {
      const when = { ...about, when: within(numberOf(values['minutesLeft'], 1), text) }
      return isOne
        ? { title: text('notices:expires'), body: text('notices:expiresText', when) }
        : { title: text('notices:expiresMany', when), body: text('notices:expiresManyText', when) }
    }
    case 'account_paused':
      return { title: text('notices:paused', about), body: text(keyOf(PAUSES, values['reason'], 'other')) }
    case 'storage_problem':
      return { title: text('notices:storage'), body: text(keyOf(STORAGE, values['problem'], 'failing')) }
  }
}

const batchWords = (values: Values, text: Translate): NoticeWords => {
  const [total, finished, failed, cancelled] = (['total', 'finished', 'failed', 'cancelled'] as const).map((name) =>
    numberOf(values[name], 0),
  ) as [number, number, number, number]
  const name = textOf(values['name'])
  const parts = [
    finished > 0 ? text('notices:batchFinished', { count: finished }) : '',
    failed > 0 ? text('notices:batchFailed', { count: failed }) : '',
    cancelled > 0 ? text('notices:batchCancelled', { count: cancelled }) : '',
  ].filter((part) => part !== '')
  return {
    title: name === '' ? text('notices:batch') : text('notices:namedBatch', { name }),
    body: finished === total ? text('notices:batchAll', { count: total }) : `${parts.join(', ')}.`,
  }
}

/** The same roundings as the page's. */
const within = (minutesLeft: number, text: Translate): string => {
  const minutes = Math.max(1, Math.round(minutesLeft))
  return minutes < 60
    ? text('notices:withinMinutes', { count: minutes })
    : text('notices:withinHours', { count: Math.round(minutes / 60) })
}

/** Systems cut what is longer, and not always well. */
const MOST_CHARACTERS = 160

const textOf = (value: Values[string] | undefined): string =>
  value === undefined ? '' : besideOthers(String(value), MOST_CHARACTERS)
const numberOf = (value: Values[string] | undefined, otherwise: number): number =>
  value === undefined || Number.isNaN(Number(value)) ? otherwise : Number(value)

const keyOf = <Word extends string>(keys: Record<Word, TextKey>, word: unknown, otherwise: Word): TextKey =>
  typeof word === 'string' && Object.hasOwn(keys, word) ? keys[word as Word] : keys[otherwise]

const REASONS = {
  moderation: 'notices:reasonModeration',
  invalid_request: 'notices:reasonInvalidRequest',
  auth: 'notices:reasonAuth',
  quota: 'notices:reasonQuota',
  rate_limited: 'notices:reasonRateLimited',
  retired: 'notices:reasonRetired',
  lost: 'notices:reasonLost',
  expired: 'notices:reasonExpired',
  timed_out: 'notices:reasonTimedOut',
  submit_unknown: 'notices:reasonSubmitUnknown',
  protocol: 'notices:reasonProtocol',
  network: 'notices:reasonNetwork',
  disk: 'notices:reasonDisk',
  provider: 'notices:reasonProvider',
  cancelled: 'notices:reasonCancelled',
} as const satisfies Record<JobErrorCode | 'cancelled', TextKey>

const PAUSES = {
  user: 'notices:pausedByPerson',
  auth: 'notices:pausedAuth',
  quota: 'notices:pausedQuota',
  key_missing: 'notices:pausedKeyMissing',
  other: 'notices:pausedElse',
} as const satisfies Record<string, TextKey>

const STORAGE = {
  full: 'notices:storageFull',
  read_only: 'notices:storageReadOnly',
  not_writable: 'notices:storageNotWritable',
  failing: 'notices:storageFailing',
} as const satisfies Record<StorageProblem, TextKey>
