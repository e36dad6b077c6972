/** What Dailies tells a person about. No schema in here, so that a screen can bundle it without zod. */
export const NOTICE_KINDS = [
  'batch_finished',
  'job_finished',
  'job_failed',
  'needs_attention',
  'expires_soon',
  'account_paused',
  'storage_problem',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
