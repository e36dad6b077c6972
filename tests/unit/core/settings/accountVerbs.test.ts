import { describe, expect, it } from 'vitest'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { providerFailure, startEngine, type EngineUnderTest } from '../jobs/engineUnderTest.ts'

const test = (engine: EngineUnderTest) => engine.ask('accounts.test', { accountId: engine.accountId })
const OTHER = { name: 'Other', baseUrl: 'https://other.example/v1', profile: 'sora', apiKey: 'sk-other' }

describe('testing an account', () => {
  it('says how quickly it answers and that the key is good', async () => {
    const engine = await startEngine()
    const model = { id: 'm' } as never
    engine.far.on.listModels = async () => {
      await new Promise<void>((resolve) => engine.clock.after(230, resolve))
      return { kind: 'models', models: [model, model], source: 'live' }
    }
    expect(await test(engine)).toMatchObject({ isReachable: true, isKeyAccepted: true, latencyMs: 230, modelCount: 2 })
  })

  it('does not claim to know about the key where nothing tells', async () => {
    const engine = await startEngine()
    expect(await test(engine)).toMatchObject({ isReachable: true, isKeyAccepted: null, modelCount: null })
    engine.far.on.listModels = async () => ({
      kind: 'failed',
      failure: providerFailure('provider', { httpStatus: 500 }),
    })
    expect(await test(engine)).toMatchObject({ isReachable: true, isKeyAccepted: null, message: 'It said provider.' })
  })

  it.each([
    ['auth', 401, { isReachable: true, isKeyAccepted: false }],
    ['quota', 402, { isReachable: true, isKeyAccepted: true }],
    ['network', null, { isReachable: false, isKeyAccepted: null, latencyMs: null }],
  ] as const)('tells %s from the rest', async (code, httpStatus, expected) => {
    const engine = await startEngine()
    engine.far.on.listModels = async () => ({ kind: 'failed', failure: providerFailure(code, { httpStatus }) })
    expect(await test(engine)).toMatchObject(expected)
  })

  it('gives up after ten seconds', async () => {
    const engine = await startEngine()
    engine.far.on.listModels = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    expect(await test(engine)).toMatchObject({ isReachable: false })
    expect(await engine.refused('accounts.test', { accountId: 'nobody' })).toMatchObject({ code: 'not_found' })
  })
})

describe('testing an account before it is saved', () => {
  const draft = { baseUrl: 'https://other.example/v1', profile: 'sora', apiKey: 'sk-draft' }

  it('says the same as a test of a saved one, and keeps nothing of it', async () => {
    const secrets = new Map<string, string>()
    const engine = await startEngine({ secrets })
    engine.far.on.listModels = async () => ({ kind: 'models', models: [{ id: 'm' } as never], source: 'live' })
    expect(await engine.ask('accounts.testDraft', draft)).toMatchObject({ isKeyAccepted: true, modelCount: 1 })
    expect(secrets.size).toBe(0)
    expect((await engine.ask<{ items: Account[] }>('accounts.list')).items).toHaveLength(1)
  })

  it('sends a key to no address that a saved account could not have', async () => {
    const engine = await startEngine()
    let isAsked = false
    engine.far.on.listModels = async () => {
      isAsked = true
      return { kind: 'models', models: [], source: 'live' }
    }
    expect(await engine.refused('accounts.testDraft', { ...draft, baseUrl: 'http://other.example/v1' })).toMatchObject({
      code: 'invalid',
      field: 'baseUrl',
    })
    expect(isAsked).toBe(false)
  })

  it('gives up after ten seconds', async () => {
    const engine = await startEngine()
    engine.far.on.listModels = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    expect(await engine.ask('accounts.testDraft', draft)).toMatchObject({ isReachable: false, latencyMs: null })
  })
})

describe('removing an account', () => {
  const list = async (engine: EngineUnderTest, input: object = {}) =>
    (await engine.ask<{ items: Account[] }>('accounts.list', input)).items

  it('takes its key out of the vault and leaves what it made readable', async () => {
    const secrets = new Map<string, string>()
    const engine = await startEngine({ secrets })
    const other = await engine.ask<Account>('accounts.create', OTHER)
    expect([...secrets.values()]).toEqual(['sk-other'])
    engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
    const job = await engine.create({ accountId: other.id })
    await engine.clock.advance(1000)
    expect(await engine.ask('accounts.remove', { accountId: other.id })).toEqual({})
    expect(secrets.size).toBe(0)
    expect((await list(engine)).map((account) => account.id)).toEqual([engine.accountId])
    const [, gone] = await list(engine, { includeRemoved: true })
    expect(gone).toMatchObject({ id: other.id, name: 'Other', hasKey: false, removedAt: engine.clock.now() })
    expect(await engine.job(job.id)).toMatchObject({ status: 'failed', accountId: other.id })
    expect((await engine.ask<{ items: Job[] }>('jobs.list')).items).toHaveLength(1)
    for (const route of ['accounts.remove', 'accounts.pause', 'accounts.test', 'models.list'])
      expect(await engine.refused(route, { accountId: other.id }), route).toMatchObject({ code: 'not_found' })
    expect(await engine.refused('jobs.create', { prompt: 'x', accountId: other.id })).toMatchObject({
      field: 'accountId',
    })
    expect(engine.events).toContainEqual({ type: 'accounts.changed', data: { accountId: other.id } })
  })

  it('waits for its unfinished jobs', async () => {
    const engine = await startEngine()
    const other = await engine.ask<Account>('accounts.create', OTHER)
    await engine.ask('queue.pause')
    const job = await engine.create({ accountId: other.id })
    const refusal = { code: 'conflict', field: 'accountId' }
    expect(await engine.refused('accounts.remove', { accountId: other.id })).toMatchObject(refusal)
    await engine.ask('jobs.cancel', { jobId: job.id })
    expect(await engine.ask('accounts.remove', { accountId: other.id })).toEqual({})
  })

  it('passes the default on, and comes back as a new account under the same address', async () => {
    const engine = await startEngine()
    const other = await engine.ask<Account>('accounts.create', OTHER)
    await engine.ask('accounts.remove', { accountId: engine.accountId })
    expect(await list(engine)).toMatchObject([{ id: other.id, isDefault: true }])
    const next = await engine.restart()
    expect((await list(next)).map((account) => account.id)).toEqual([other.id, next.accountId])
    expect(next.accountId).not.toBe(engine.accountId)
  })

  it('deletes the key at the next start when a crash came in between', async () => {
    const secrets = new Map<string, string>()
    const engine = await startEngine({ secrets })
    const other = await engine.ask<Account>('accounts.create', OTHER)
    engine.db.prepare('UPDATE accounts SET removed_at = 1 WHERE id = ?').run(other.id)
    await engine.restart()
    expect(secrets.size).toBe(0)
  })
})

it('offers the endpoints that people are likely to add', async () => {
  const engine = await startEngine()
  const { items } = await engine.ask<{ items: { id: string; baseUrl: string }[] }>('presets.list')
  expect(items.map((preset) => preset.id)).toEqual(expect.arrayContaining(['litellm', 'vllm-omni', 'sglang', 'custom']))
})
