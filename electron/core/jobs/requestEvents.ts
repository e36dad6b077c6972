import type { JsonValue } from '../../../shared/json.ts'
import type { ProviderExchange } from '../providers/exchange.ts'

/** What was asked of a provider for a job, and what came back over the wire. */
export interface Heard {
  purpose: 'submit' | 'poll' | 'list' | 'cancel' | 'download'
  exchanges: readonly ProviderExchange[]
}

export const nothingHeard = (purpose: Heard['purpose']): Heard & { exchanges: ProviderExchange[] } => ({
  purpose,
  exchanges: [],
})

/** A page of a list is about a hundred jobs, so nothing of it is kept for a single one. */
export const toRequestDetails = ({ purpose, exchanges }: Heard): Record<string, JsonValue>[] =>
  exchanges.map(({ method, route, status, durationMs, body }) => ({
    purpose,
    method,
    route,
    status,
    durationMs,
    body: purpose === 'list' && status !== null && status < 300 ? null : body,
  }))

/**
 * A job whose server fails it for days in ever new words keeps its first lines; from then on only what may cost money
 * or stops something is added. Being turned away (429) costs nothing.
 */
export const MOST_REQUEST_EVENTS = 200
export const isAlwaysKept = ({ purpose, exchanges }: Heard): boolean =>
  purpose === 'cancel' || (purpose === 'submit' && exchanges.some(({ status }) => status !== 429))
