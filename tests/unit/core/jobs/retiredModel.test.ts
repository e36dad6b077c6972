import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/jobs/job.ts'
import { startEngine } from './engineUnderTest.ts'

const YESTERDAY = '2027-01-14'
const TOMORROW = '2027-01-16'

describe('a model that its provider has retired', () => {
  it('is refused where it is asked for, naming the field, the day and the way out; nothing is queued or sent', async () => {
    const engine = await startEngine()
    engine.far.modelsRetiredSince = YESTERDAY
    const refused = { code: 'invalid', field: 'model', message: expect.stringContaining(YESTERDAY) as string }
    expect(await engine.refused('jobs.create', { prompt: 'a fox' })).toMatchObject(refused)
    expect(
      await engine.refused('jobs.createMany', { items: [{ prompt: 'a fox' }], requestId: 'request_1' }),
    ).toMatchObject({
      code: 'invalid',
      field: 'items.0.model',
      message: expect.stringContaining('another model') as string,
    })
    expect((await engine.ask<{ items: Job[] }>('jobs.list')).items).toEqual([])
    expect(engine.far.count('submit')).toBe(0)
  })

  it('is accepted until its day has come', async () => {
    const engine = await startEngine()
    engine.far.modelsRetiredSince = TOMORROW
    expect((await engine.create()).status).toBe('queued')
    await engine.clock.advance(2 * 86_400_000)
    expect(await engine.refused('jobs.create', { prompt: 'a fox' })).toMatchObject({ field: 'model' })
  })

  it('cannot be chosen for a queued job, whose prompt may still be changed', async () => {
    const engine = await startEngine()
    await engine.ask('queue.pause')
    const { id } = await engine.create()
    engine.far.modelsRetiredSince = YESTERDAY
    expect(await engine.refused('jobs.edit', { jobId: id, model: 'other' })).toMatchObject({ field: 'model' })
    expect(await engine.ask('jobs.edit', { jobId: id, prompt: 'a bear' })).toMatchObject({ prompt: 'a bear' })
  })
})
