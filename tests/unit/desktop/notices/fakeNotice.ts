import type { Notice } from '../../../../shared/activity/notice.ts'

export const fakeNotice = (changes: Partial<Notice> = {}): Notice => ({
  id: 1,
  at: 1_800_000_000_000,
  kind: 'job_finished',
  jobId: 'job_1',
  batchId: null,
  accountId: 'account_1',
  values: { count: 1, prompt: 'a fox', account: 'Far' },
  text: 'Finished: “a fox”.',
  isRead: false,
  ...changes,
})
