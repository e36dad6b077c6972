import { describe, expect, it } from 'vitest'
import type { JobErrorCode } from '../../../shared/jobs/job.ts'
import { routeFaults, type RouteFaultName } from '../../harness/fakeProvider/faults.ts'
import { openLiveEngine, type LiveEngine } from '../../harness/liveEngine.ts'
import { SEEDS } from '../../harness/seeds.ts'

/**
 * `completed`: settled without a person, by the answer itself, a later send or the provider's list.
 * `asked`: nothing was made and nobody can know, so a person decides. `paused`: the account waits.
 */
type End = 'completed' | 'asked' | 'paused_for_key' | 'paused_for_money' | JobErrorCode

const ENDS: Record<RouteFaultName, End> = {
  reset_before_body: 'asked',
  reset_before_creating: 'asked',
  reset_after_creating: 'completed',
  timeout_before_creating: 'asked',
  timeout_after_creating: 'completed',
  html_200: 'asked',
  html_200_after_creating: 'completed',
  html_502: 'asked',
  html_404: 'invalid_request',
  truncated_json_after_creating: 'completed',
  stalls_in_json_after_creating: 'completed',
  reset_behind_json: 'completed',
  broken_json_after_creating: 'completed',
  missing_id_after_creating: 'completed',
  wrong_types_after_creating: 'completed',
  empty_202_after_creating: 'completed',
  empty_200_after_creating: 'completed',
  oversized_after_creating: 'completed',
  invalid_400: 'invalid_request',
  moderation_400: 'moderation',
  model_not_found_400: 'retired',
  unauthorized_401: 'paused_for_key',
  payment_402: 'paused_for_money',
  forbidden_403: 'paused_for_key',
  not_found_404: 'invalid_request',
  method_405: 'invalid_request',
  timeout_408_after_creating: 'completed',
  conflict_409: 'asked',
  gone_410: 'invalid_request',
  too_large_413: 'invalid_request',
  unprocessable_422: 'invalid_request',
  rate_limited_seconds: 'completed',
  rate_limited_date: 'completed',
  rate_limited_ms: 'completed',
  quota_429: 'paused_for_money',
  error_500_before_creating: 'asked',
  error_500_after_creating: 'completed',
  error_503_after_creating: 'completed',
  redirect_307: 'protocol',
  redirect_303_after_creating: 'completed',
  slow_trickle: 'completed',
  failed_at_once: 'moderation',
  unknown_status: 'completed',
  regression: 'completed',
  duplicates: 'completed',
  ignores_cursor: 'completed',
  no_paging_fields: 'completed',
}

const cases = SEEDS.flatMap((seed) =>
  (Object.keys(routeFaults) as RouteFaultName[]).map((fault) => ({ fault, seed, end: ENDS[fault] })),
)

describe('a paid request that meets a fault', () => {
  it.concurrent.each(cases)('ends as it should after $fault: $end (seed $seed)', async ({ fault, seed, end }) => {
    await using live = await openLiveEngine({ seed, generationMs: 1000 + seed * 250 })
    live.provider.fault('create', fault)
    const { id } = await live.create()
    switch (end) {
      case 'completed':
        await live.until(id, 'completed')
        break
      case 'asked':
        await decide(live, id)
        break
      case 'paused_for_key':
      case 'paused_for_money':
        await unpause(live, id, end)
        break
      default:
        expect((await live.until(id, 'failed')).error).toMatchObject({ code: end })
    }
    // Time for whatever might still want to send.
    await live.pass(20_000)
    await live.finish()
  })
})

/** The question is put within 150 s; sending again is the person's choice and makes the only video there is. */
async function decide(live: LiveEngine, id: string): Promise<void> {
  const asked = await live.until(id, 'needs_attention')
  expect(asked.error).toMatchObject({ code: 'submit_unknown', charged: 'unknown' })
  expect(asked.updatedAt - asked.createdAt).toBeLessThanOrEqual(150_000)
  expect(live.provider.createsAccepted()).toEqual([])
  await live.request('jobs.resolve', { jobId: id, decision: { decision: 'resubmit' } })
  const done = await live.until(id, 'completed')
  expect(done.attempts).toBe(2)
  expect(live.provider.createsAccepted()).toHaveLength(1)
}

async function unpause(live: LiveEngine, id: string, reason: 'paused_for_key' | 'paused_for_money'): Promise<void> {
  const waiting = await live.until(id, (job) => job.status === 'queued' && job.waitingFor !== null)
  expect(waiting.error).toBeNull()
  await live.pass(60_000)
  expect(live.provider.createsAccepted()).toEqual([])
  const { items } = await live.request('accounts.list', {})
  expect(items[0]?.pause?.reason).toBe(reason === 'paused_for_key' ? 'auth' : 'quota')
  const { accountId } = live
  if (reason === 'paused_for_key') await live.request('accounts.update', { accountId, apiKey: live.provider.apiKey })
  else await live.request('accounts.resume', { accountId })
  await live.until(id, 'completed')
  expect(live.provider.createsAccepted()).toHaveLength(1)
}
