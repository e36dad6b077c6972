import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createAccountSchema,
  createJobSchema,
  listJobsSchema,
  routes,
  secondsSchema,
  sizeSchema,
  updateAccountSchema,
} from '../../../shared/ipc/contract.ts'
import { IPC_ERROR_CODES, IpcError, ipcErrorSchema } from '../../../shared/ipc/ipcError.ts'
import { jobSchema } from '../../../shared/jobs/job.ts'
import { jsonValueSchema } from '../../../shared/json.ts'
import { fakeJob } from '../../fakes/fakeJob.ts'

describe('the contract', () => {
  it('asks for objects that know all their fields: strict at the top of every route', () => {
    for (const [name, route] of Object.entries(routes)) {
      const answer = route.input.safeParse({ 'a field nobody declared': 1 })
      expect(answer.success, name).toBe(false)
      expect(
        answer.error?.issues.some((issue) => issue.code === 'unrecognized_keys'),
        name,
      ).toBe(true)
    }
  })

  it('never lets a key out: no answer has a field for one', () => {
    for (const [name, route] of Object.entries(routes)) {
      const text = JSON.stringify(toNames(route.output))
      expect(text, name).not.toMatch(/apiKey|secret|password/i)
    }
  })

  it('carries jobs unchanged through JSON', () => {
    const job = fakeJob({ prompt: 'é 🦊 \u2028 "', seconds: 4.5, params: { a: [null, { b: true }] } })
    expect(jobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(job)
  })

  it('reads seconds as numbers or decimal texts, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36_000 }), (tenths) => {
        const seconds = tenths / 10
        expect(secondsSchema.parse(seconds)).toBe(seconds)
        expect(secondsSchema.parse(String(seconds))).toBe(seconds)
      }),
    )
    for (const bad of [
      '',
      ' 4',
      '4 ',
      '+4',
      '-4',
      '4.',
      '.5',
      '1e1',
      '0x4',
      '٤',
      '0',
      0,
      -1,
      3601,
      null,
      true,
      [4],
      {},
    ])
      expect(secondsSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
  })

  it('reads sizes as width x height', () => {
    for (const good of ['16x16', '1280x720', '99999x99999']) expect(sizeSchema.safeParse(good).success, good).toBe(true)
    for (const bad of [
      '',
      '1280X720',
      '1280×720',
      'x720',
      '1280x',
      '0x0',
      '01x10',
      '1280x720x2',
      ' 1280x720',
      '1e3x10',
    ])
      expect(sizeSchema.safeParse(bad).success, bad).toBe(false)
  })

  it('takes parameters that survive JSON and refuses the rest', () => {
    expect(jsonValueSchema.safeParse({ a: [1, 'x', null, true, { b: [] }] }).success).toBe(true)
    for (const bad of [undefined, () => 1, Symbol('x'), 1n, { a: undefined }, new Date()])
      expect(jsonValueSchema.safeParse(bad).success, typeof bad).toBe(false)
    const poisoned: unknown = JSON.parse('{"prompt":"x","params":{"__proto__":{"isAdmin":true}}}')
    expect(createJobSchema.safeParse(poisoned).success).toBe(true)
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  it('keeps lists and texts within bounds', () => {
    expect(listJobsSchema.safeParse({ limit: 200 }).success).toBe(true)
    for (const limit of [0, 201, 1.5, '10']) expect(listJobsSchema.safeParse({ limit }).success).toBe(false)
    expect(listJobsSchema.safeParse({ q: 'x'.repeat(1001) }).success).toBe(false)
    expect(createAccountSchema.safeParse({ name: 'x', baseUrl: 'nonsense', profile: 'sora' }).success).toBe(false)
  })

  it('does not let an update move an account to another address or profile', () => {
    for (const field of [{ baseUrl: 'https://evil.example/v1' }, { profile: 'xai' }])
      expect(updateAccountSchema.safeParse({ accountId: 'a', ...field }).success).toBe(false)
  })
})

describe('an expected refusal', () => {
  it('becomes plain data that keeps to the envelope', () => {
    for (const code of IPC_ERROR_CODES) {
      const data = new IpcError(code, 'Why.', 'field').toData()
      expect(ipcErrorSchema.parse(JSON.parse(JSON.stringify(data)))).toEqual({ code, message: 'Why.', field: 'field' })
    }
    expect(new IpcError('conflict', 'Why.').toData()).toEqual({ code: 'conflict', message: 'Why.' })
  })
})

/** Names of all fields in a schema, however deep. */
function toNames(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return []
  seen.add(schema)
  const shape = (schema as { shape?: Record<string, unknown> }).shape
  if (shape !== undefined) return Object.entries(shape).flatMap(([name, field]) => [name, ...toNames(field, seen)])
  return Object.values((schema as { def?: object }).def ?? {}).flatMap((part: unknown) => toNames(part, seen))
}
