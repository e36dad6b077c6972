import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { JobRow } from '../../../renderer/src/features/queue/JobRow.tsx'
import { progressPercent, writeTiming } from '../../../renderer/src/features/queue/jobWording.ts'
import { createScreen } from '../../../renderer/src/stores/screen.ts'
import { ScreenProvider } from '../../../renderer/src/stores/screenContext.ts'
import { writeDuration, writeFileSize, writeRoughDuration } from '../../../renderer/src/ui/wording.ts'
import { JOB_STATUSES, type Job } from '../../../shared/jobs/job.ts'
import { createFakeBridge } from '../../fakes/fakeBridge.ts'
import { fakeJob, fakeTake } from '../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../fakes/fakeTimers.ts'

const draw = (changes: Partial<Job>): string => {
  const screen = createScreen(createFakeBridge({}), createFakeTimers(), { getItem: () => null, setItem: () => {} })
  const job = fakeJob(changes)
  const { window } = screen.jobs.store.getInitialState()
  // Server rendering reads the initial state.
  Object.assign(screen.jobs.store.getInitialState(), { window: { ...window, jobs: new Map([[job.id, job]]) } })
  return renderToStaticMarkup(
    <ScreenProvider value={screen}>
      <JobRow jobId={job.id} />
    </ScreenProvider>,
  )
}

/** Names of buttons and links, by their label or their text. */
const verbs = (markup: string): string[] =>
  [...markup.matchAll(/<(?:button|a) [^>]*>(.*?)<\/(?:button|a)>/g)]
    .map(([element, content = '']) => /aria-label="([^"]*)"/.exec(element)?.[1] ?? content.replace(/<[^>]*>/g, ''))
    .filter((name) => name !== 'Use this prompt again' && name !== 'Play this take')

const error: NonNullable<Job['error']> = {
  code: 'timed_out',
  message: 'Nothing changed for 60 minutes.',
  retryable: true,
  charged: 'unknown',
  refusedBy: 'dailies',
}

describe('a row of the queue', () => {
  it('has its own verbs in each state', () => {
    const byStatus: Record<Job['status'], string[]> = {
      queued: ['Move to front', 'Cancel'],
      submitting: ['Check again', 'Cancel'],
      generating: ['Check again', 'Cancel'],
      downloading: ['Check again', 'Cancel'],
      completed: ['Download', 'Play'],
      failed: ['Retry'],
      cancelled: ['Retry'],
      needs_attention: ['Check again', 'Submit again (may be paid twice)', 'It failed', 'It is there: attach by id…'],
    }
    for (const status of JOB_STATUSES) {
      const take = status === 'completed' ? fakeTake() : null
      expect([status, verbs(draw({ status, take }))]).toEqual([status, byStatus[status]])
    }
  })

  it('offers to check a job again that was given up although the provider may have it', () => {
    expect(verbs(draw({ status: 'failed', remoteId: 'video_1', error }))).toEqual(['Check again', 'Retry'])
  })

  it('says who refused, what they said, whether money moved, and the next step', () => {
    const markup = draw({
      status: 'failed',
      error: { ...error, code: 'moderation', charged: 'no', refusedBy: 'provider' },
    })
    for (const part of ['The provider', error.message, 'Nothing was charged.', 'Change the prompt'])
      expect(markup).toContain(part)
  })

  it('warns that submitting again may pay twice', () => {
    expect(draw({ status: 'needs_attention' })).toContain('may be paid twice')
  })

  it('fills the bar only as far as the provider reports', () => {
    const reported = draw({ status: 'generating', isProgressReported: true, progress: 42 })
    expect(reported).toMatch(/<progress[^>]*value="42"/)
    expect(draw({ status: 'generating', progress: 0 })).toMatch(/role="progressbar"(?![^>]*value)/)
    expect(progressPercent({ status: 'downloading', isProgressReported: true, progress: 100 })).toBeNull()
  })

  it('does not run what a prompt contains', () => {
    expect(draw({ prompt: '<img src=x onerror=alert(1)>' })).not.toContain('<img')
  })
})

describe('timing', () => {
  const start = 1_800_000_000_000
  const job = fakeJob({ status: 'generating', submittedAt: start, typicalDurationMs: 95_000 })

  it('counts the estimate down and admits when it is over', () => {
    const estimated = { ...job, estimatedRemainingMs: 40_000 }
    expect(writeTiming(estimated, start + 10_000, start)).toBe('10 s so far · about 30 s left')
    expect(writeTiming(estimated, start + 38_000, start)).toBe('38 s so far · a few seconds left')
    expect(writeTiming(estimated, start + 45_000, start)).toBe('45 s so far · any moment now')
    expect(writeTiming(estimated, start + 60_000, start)).toBe('1 min 00 s so far · taking longer than usual')
  })

  it('falls back to the usual time, and to elapsed time alone', () => {
    expect(writeTiming(job, start + 5_000, start)).toBe('5 s so far · usually 2 min')
    expect(writeTiming({ ...job, typicalDurationMs: null }, start + 5_000, start)).toBe('5 s so far')
  })

  it('writes numbers for people', () => {
    expect([900, 65_000, 3_840_000].map(writeDuration)).toEqual(['1 s', '1 min 05 s', '1 h 04 min'])
    expect([3_000, 31_000, 150_000, 7_000_000].map(writeRoughDuration)).toEqual([
      'a few seconds',
      '35 s',
      '3 min',
      '2 h',
    ])
    expect([400, 1_234_567, 2_500_000_000].map(writeFileSize)).toEqual(['1 KB', '1.2 MB', '2.50 GB'])
  })
})
