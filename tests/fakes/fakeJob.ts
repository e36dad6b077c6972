import type { Job } from '../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../shared/models/capabilities.ts'
import type { Account } from '../../shared/accounts/account.ts'

/** A job as the host would describe it right after it was queued. */
export const fakeJob = (changes: Partial<Job> = {}): Job => ({
  id: 'job_1',
  revision: 1,
  sequence: 1,
  batchId: null,
  kind: 'video',
  accountId: 'account_1',
  model: 'sora-2',
  prompt: 'A lighthouse at dusk',
  seconds: 4,
  size: '1280x720',
  params: {},
  referenceId: null,
  priority: 0,
  position: 1,
  parentJobId: null,
  relation: null,
  status: 'queued',
  remoteId: null,
  remoteStatus: null,
  progress: 0,
  isProgressReported: false,
  attempts: 0,
  error: null,
  waitingFor: null,
  expiresAt: null,
  createdAt: 1_800_000_000_000,
  updatedAt: 1_800_000_000_000,
  submittedAt: null,
  finishedAt: null,
  typicalDurationMs: null,
  estimatedRemainingMs: null,
  take: null,
  ...changes,
})

export const fakeTake = (id = 'take_1'): NonNullable<Job['take']> => ({
  id,
  fileName: 'a-lighthouse-at-dusk.mp4',
  sizeBytes: 1_234_567,
  sha256: 'ab'.repeat(32),
  hasPoster: true,
  hasSpritesheet: true,
  savedAt: 1_800_000_060_000,
})

export const fakeModel = (changes: Partial<ModelCapabilities> = {}): ModelCapabilities => ({
  id: 'sora-2',
  label: 'Sora 2',
  aliases: [],
  seconds: { values: [4, 8, 12] },
  defaultSeconds: 4,
  sizes: ['720x1280', '1280x720'],
  defaultSize: '1280x720',
  maxPromptLength: 32_000,
  modes: { text: true, referenceImage: true, remix: true, edit: false, extend: false },
  referenceImage: null,
  progress: 'percent',
  pricePerSecondUsd: { '*': 0.1 },
  retiredSince: null,
  ...changes,
})

export const fakeAccount = (changes: Partial<Account> = {}): Account => ({
  id: 'account_1',
  name: 'Demo',
  provider: 'openai-videos',
  profile: 'sora',
  baseUrl: 'http://127.0.0.1:1/v1',
  isDemo: true,
  isDefault: true,
  hasKey: true,
  concurrency: 2,
  requestsPerMinute: 300,
  pause: null,
  holdUntil: null,
  createdAt: 1_800_000_000_000,
  ...changes,
})
