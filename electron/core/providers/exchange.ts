import { AsyncLocalStorage } from 'node:async_hooks'
import { scrubMessage } from './scrub.ts'

/** One request to a provider and what came back, fit to be kept: without keys, tokens and what a query carries. */
export interface ProviderExchange {
  method: string
  /** The path; with the origin in front where that is not the account's own. */
  route: string
  /** Null when no answer came. */
  status: number | null
  durationMs: number
  /** The beginning of the answer, or why there was none; null for a file and for what nobody reads. */
  body: string | null
}

/** What a request looked like from where it was sent. */
export interface RawExchange {
  method: string
  url: string
  status: number | null
  durationMs: number
  body: string | null
}

const collecting = new AsyncLocalStorage<ProviderExchange[]>()

/**
 * Runs a call to a provider and notes every request that it makes on the wire, also when it is aborted. The list fills
 * while the call runs. Only the call itself decides what it costs: nothing is noted where nobody collects.
 */
export const collectExchanges = <T>(exchanges: ProviderExchange[], call: () => Promise<T>): Promise<T> =>
  collecting.run(exchanges, call)

/** Says what went over the wire, to whoever collects. */
export function noteExchange(raw: RawExchange, account: { baseUrl: string; apiKey: string | null }): void {
  const exchanges = collecting.getStore()
  if (exchanges === undefined) return
  const secrets = [account.apiKey]
  exchanges.push({
    method: raw.method.toUpperCase(),
    route: scrubMessage(routeOf(raw.url, account.baseUrl), secrets),
    status: raw.status,
    durationMs: Math.max(0, Math.round(raw.durationMs)),
    body: raw.body === null ? null : scrubMessage(beginning(raw.body), secrets),
  })
}

/** Queries carry signatures, so they are never kept. */
function routeOf(address: string, baseUrl: string): string {
  const url = URL.parse(address)
  if (url === null) return ''
  return url.origin === URL.parse(baseUrl)?.origin ? url.pathname : `${url.origin}${url.pathname}`
}

/** Long answers are cut before they are scrubbed, at the end of a word: half a key would not be recognised. */
const beginning = (text: string): string =>
  text.length <= READ_LENGTH ? text : text.slice(0, READ_LENGTH).replace(/[^\s"',;<>{}[\]()]*$/, '')

const READ_LENGTH = 4000
