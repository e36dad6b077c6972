import type { Account } from '../../../shared/accounts/account.ts'
import type { ActivityItem, LogRecord } from '../../../shared/activity/activityRoutes.ts'
import type { JsonValue } from '../../../shared/json.ts'

/*
 * What of the library may be handed to others: how the machinery is, not what people made with it. Prompts also stand
 * in file names and in what a provider answered, so these stay behind, too.
 */

/** Details of events that are numbers and codes; everything else may quote a prompt. */
const TELLING_DETAILS: ReadonlySet<string> = new Set([
  'attempt',
  'by',
  'charged',
  'code',
  'decision',
  'durationMs',
  'fields',
  'found',
  'mayStillBill',
  'method',
  'outcome',
  'priority',
  'purpose',
  'refusedBy',
  'remoteId',
  'remoteStatus',
  'retryable',
  'route',
  'sizeBytes',
  'status',
])

export const plainEvent = ({ at, jobId, accountId, type, detail }: ActivityItem) => ({
  at: new Date(at).toISOString(),
  jobId,
  accountId,
  type,
  detail: Object.fromEntries(Object.entries(detail).filter(([name]) => TELLING_DETAILS.has(name))),
})

const TALKATIVE_FIELD = /prompt|body|said|^file$|fileName/i

export const plainRecord = ({ at, level, message, detail }: LogRecord) => ({
  at: new Date(at).toISOString(),
  level,
  message,
  detail: withoutTalk(detail) as Record<string, JsonValue>,
})

const withoutTalk = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(withoutTalk)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !TALKATIVE_FIELD.test(name))
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutTalk(field)]))
}

/** Of the address only the host: the path may be somebody's own. */
export const plainAccount = (account: Account) => ({
  id: account.id,
  name: account.name,
  provider: account.provider,
  profile: account.profile,
  host: URL.parse(account.baseUrl)?.host ?? null,
  isDemo: account.isDemo,
  isDefault: account.isDefault,
  hasKey: account.hasKey,
  concurrency: account.concurrency,
  requestsPerMinute: account.requestsPerMinute,
  pause: account.pause?.reason ?? null,
  holdUntil: account.holdUntil,
  isRemoved: account.removedAt !== undefined,
})
