import { describe, expect, it } from 'vitest'
import { createJobView } from '../../../../electron/core/jobs/jobView.ts'
import type { Lane } from '../../../../electron/core/jobs/lane.ts'
import type { AssetRecord, AssetRole } from '../../../../electron/core/media/assetRepository.ts'
import type { AccountPause } from '../../../../shared/accounts/account.ts'
import { jobSchema } from '../../../../shared/jobs/job.ts'
import { jobRecord, T0 } from './library.ts'

const asset = (role: AssetRole): AssetRecord => ({
  id: `take_${role}`,
  jobSeq: 1,
  role,
  folder: '/videos',
  fileName: `${role}.mp4`,
  mediaType: 'video/mp4',
  sizeBytes: 10,
  sha256: 'abc',
  createdAt: T0,
})

function viewOf(parts: {
  assets?: AssetRecord[]
  usualMs?: number | null
  pause?: AccountPause | null
  hasLane?: boolean
  isHolding?: boolean
}) {
  const lane = { account: { pause: parts.pause ?? null } } as Lane
  return createJobView({
    assets: { byJob: () => parts.assets ?? [] } as unknown as Parameters<typeof createJobView>[0]['assets'],
    times: { usualMs: () => parts.usualMs ?? null } as unknown as Parameters<typeof createJobView>[0]['times'],
    lane: () => (parts.hasLane === false ? null : lane),
    now: () => T0 + 10_000,
    isHolding: () => parts.isHolding ?? false,
  })
}

describe('the snapshot of a job', () => {
  it('keeps to the contract in every state', () => {
    for (const status of ['queued', 'generating', 'completed', 'failed'] as const) {
      const view = viewOf({ usualMs: 60_000, assets: [asset('video')] })
      const job = view(jobRecord({ status, submittedAt: T0 }))
      expect(() => jobSchema.parse(job)).not.toThrow()
    }
  })

  it('shows a take only when the job is completed, with what goes with it', () => {
    const assets = [asset('poster'), asset('video')]
    expect(viewOf({ assets })(jobRecord({ status: 'downloading' })).take).toBeNull()
    expect(viewOf({ assets })(jobRecord({ status: 'completed' })).take).toMatchObject({
      id: 'take_video',
      hasPoster: true,
      hasSpritesheet: false,
    })
    expect(viewOf({ assets: [] })(jobRecord({ status: 'completed' })).take).toBeNull()
  })

  it('says that a pause holds it back, unless its copy expires within the hour', () => {
    const view = viewOf({ isHolding: true })
    const soon = T0 + 3_600_000
    expect(view(jobRecord({ status: 'downloading', waitingFor: 'Disk full.' })).waitingFor).toContain('paused')
    expect(view(jobRecord({ status: 'generating', expiresAt: soon + 60_000 })).waitingFor).toContain('paused')
    expect(view(jobRecord({ status: 'generating', expiresAt: soon })).waitingFor).toBeNull()
    expect(view(jobRecord({ status: 'completed' })).waitingFor).toBeNull()
    expect(viewOf({})(jobRecord({ status: 'generating' })).waitingFor).toBeNull()
  })

  it('says that the account is paused rather than what the job noted earlier, for queued jobs', () => {
    const pause = { reason: 'auth', message: 'The key was refused.', since: 1 } as const
    const view = viewOf({ pause })
    expect(view(jobRecord({ waitingFor: 'Not sent yet.' })).waitingFor).toBe('The key was refused.')
    expect(view(jobRecord({ status: 'downloading', waitingFor: 'Disk full.' })).waitingFor).toBe('Disk full.')
    expect(viewOf({})(jobRecord({ waitingFor: 'Not sent yet.' })).waitingFor).toBe('Not sent yet.')
  })

  it('says so when no account can work on it, unless it rests', () => {
    const view = viewOf({ hasLane: false })
    expect(view(jobRecord()).waitingFor).toContain('account')
    expect(view(jobRecord({ status: 'generating' })).waitingFor).toContain('account')
    expect(view(jobRecord({ status: 'completed' })).waitingFor).toBeNull()
  })

  it('tells the time left and the usual time', () => {
    const running = jobRecord({ status: 'generating', submittedAt: T0 })
    expect(viewOf({ usualMs: 60_000 })(running)).toMatchObject({
      typicalDurationMs: 60_000,
      estimatedRemainingMs: 50_000,
    })
    expect(viewOf({})(running)).toMatchObject({ typicalDurationMs: null, estimatedRemainingMs: null })
  })

  it('shows nothing of the engine and of the disk', () => {
    const shown = viewOf({})(jobRecord({ handle: { url: 'https://secret.example' }, fileName: 'a.mp4' }))
    expect(JSON.stringify(shown)).not.toContain('secret.example')
    expect(Object.keys(shown)).not.toContain('fileName')
  })
})
