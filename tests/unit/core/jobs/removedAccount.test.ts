import { describe, expect, it } from 'vitest'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { BulkOutcome } from '../../../../shared/jobs/selection.ts'
import { providerFailure, startEngine, type EngineUnderTest } from './engineUnderTest.ts'

const OTHER = { name: 'Other', baseUrl: 'https://other.example/v1', profile: 'sora' }

async function withOther(): Promise<{ engine: EngineUnderTest; accountId: string }> {
  const engine = await startEngine()
  const other = await engine.ask<Account>('accounts.create', OTHER)
  return { engine, accountId: other.id }
}

describe('a job of an account that was removed', () => {
  it('is not queued again by a retry: nobody would ever send it', async () => {
    const { engine, accountId } = await withOther()
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
    const job = await engine.create({ accountId })
    await engine.clock.advance(3000)
    await engine.ask('accounts.remove', { accountId })
    const refusal = await engine.refused('jobs.retry', { jobId: job.id })
    expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('was removed') as string })
    expect(await engine.job(job.id)).toMatchObject({ status: 'failed', attempts: 1 })
    const second = await engine.create()
    await engine.clock.advance(3000)
    const many = await engine.ask<BulkOutcome>('jobs.retryMany', { jobIds: [job.id, second.id] })
    expect(many).toMatchObject({ done: 1, refused: [{ jobId: job.id, message: refusal.message }] })
  })

  it('is not put back into the queue by an undo', async () => {
    const { engine, accountId } = await withOther()
    await engine.ask('queue.pause')
    const jobs = [await engine.create({ accountId }), await engine.create({ accountId })].map(({ id }) => id)
    const { undo } = await engine.ask<BulkOutcome>('jobs.cancelMany', { jobIds: jobs })
    await engine.ask('accounts.remove', { accountId })
    const outcome = await engine.ask<BulkOutcome>('jobs.undo', { token: undo?.token ?? '' })
    expect(outcome).toMatchObject({ done: 0, refusedCount: 2 })
    expect(outcome.refused[0]?.message).toContain('was removed')
    expect(await engine.job(jobs[0] ?? '')).toMatchObject({ status: 'cancelled' })
  })
})
