import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'
import { withTimeout, type EngineContext } from '../jobs/engineContext.ts'

export type ModelLists = ReturnType<typeof createModelLists>

/** What each account's endpoint says it offers; the last good answer is remembered. */
export function createModelLists(context: Pick<EngineContext, 'clock' | 'lane' | 'logger'>) {
  const lists = new Map<string, readonly ModelCapabilities[]>()

  return {
    /** Null while the endpoint has not answered yet. */
    known: (accountId: string) => lists.get(accountId) ?? null,
    /** Asks the endpoint, within ten seconds; without an answer, what it said last or its default model. */
    async list(accountId: string): Promise<readonly ModelCapabilities[]> {
      const lane = context.lane(accountId)
      if (lane === null) return []
      const timeout = withTimeout(context.clock, new AbortController().signal, MODELS_TIMEOUT_MS)
      try {
        const isTaken = await lane.take('poll', timeout.signal)
        const answer = isTaken ? await lane.provider.listModels(timeout.signal) : null
        if (answer?.kind === 'models' && answer.models.length > 0) lists.set(accountId, answer.models)
      } catch (error) {
        context.logger.debug('the models could not be listed', { account: accountId, error: String(error) })
      } finally {
        timeout.done()
      }
      return lists.get(accountId) ?? [lane.provider.capabilities(lane.provider.descriptor.defaultModel)]
    },
  }
}

const MODELS_TIMEOUT_MS = 10_000
