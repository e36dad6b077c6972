/** What can hold a job, for screens that say it in their own language. */
export const WAITING_CODES = [
  'parent',
  'queue_paused',
  'no_account',
  'account_user',
  'account_auth',
  'account_quota',
  'account_key_missing',
  'account_key_unreachable',
  'not_sent',
  'look_failed',
  'not_ready',
  'not_handed_over',
  'download_failed',
  'disk_full',
  'disk_error',
] as const
export type WaitingCode = (typeof WAITING_CODES)[number]

/** Why a connection failed, where that is known. */
export const CONNECTION_TROUBLES = [
  'name_unknown',
  'refused',
  'no_route',
  'not_reached',
  'not_secure',
  'no_answer',
  'broken_off',
] as const
export type ConnectionTrouble = (typeof CONNECTION_TROUBLES)[number]
