import type { AccountTest } from '../../../shared/accounts/preset.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { withTimeout } from '../jobs/engineContext.ts'
import type { Lane } from '../jobs/lane.ts'
import type { Clock } from '../ports.ts'
import type { ModelsOutcome, ProviderFailure, VideoProvider } from '../providers/videoProvider.ts'

/** Asks an account's endpoint for its models, within its budget and ten seconds, and says what that shows. */
export async function testAccount(lane: Lane, clock: Clock): Promise<AccountTest> {
  const timeout = withTimeout(clock, new AbortController().signal, TEST_WITHIN_MS)
  try {
    const isTaken = await lane.take('poll', timeout.signal)
    if (!isTaken) {
      throw new IpcError('conflict', 'This account is held back just now (the provider asked for it). Try again later.')
    }
    return await ask(lane.provider, clock, timeout.signal)
  } finally {
    timeout.done()
  }
}

/** The same for an endpoint that has no account, and so no budget, yet. */
export async function testProvider(provider: VideoProvider, clock: Clock): Promise<AccountTest> {
  const timeout = withTimeout(clock, new AbortController().signal, TEST_WITHIN_MS)
  try {
    return await ask(provider, clock, timeout.signal)
  } finally {
    timeout.done()
  }
}

async function ask(provider: VideoProvider, clock: Clock, signal: AbortSignal): Promise<AccountTest> {
  const askedAt = clock.monotonic()
  const outcome = await provider.listModels(signal).catch(() => null)
  if (outcome === null) return { ...UNREACHABLE, message: 'The endpoint did not answer within ten seconds.' }
  return judge(outcome, Math.round(clock.monotonic() - askedAt))
}

function judge(outcome: ModelsOutcome, latencyMs: number): AccountTest {
  if (outcome.kind === 'failed') return judgeFailure(outcome.failure, latencyMs)
  if (outcome.source === 'bundled') {
    const message = 'The endpoint answers, but does not list its models, so the key could not be checked.'
    return { isReachable: true, isKeyAccepted: null, latencyMs, modelCount: null, message }
  }
  const modelCount = outcome.models.length
  const message = `The endpoint answers and offers ${modelCount} ${modelCount === 1 ? 'model' : 'models'}.`
  return { isReachable: true, isKeyAccepted: true, latencyMs, modelCount, message }
}

function judgeFailure(failure: ProviderFailure, latencyMs: number): AccountTest {
  if (failure.httpStatus === null) return { ...UNREACHABLE, message: failure.message }
  const isKeyAccepted = failure.code === 'auth' ? false : failure.code === 'quota' ? true : null
  return { isReachable: true, isKeyAccepted, latencyMs, modelCount: null, message: failure.message }
}

const UNREACHABLE = { isReachable: false, isKeyAccepted: null, latencyMs: null, modelCount: null } as const

const TEST_WITHIN_MS = 10_000
