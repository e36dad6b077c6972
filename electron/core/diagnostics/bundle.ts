import { zip } from 'fflate'
import type { Account } from '../../../shared/accounts/account.ts'
import type { ActivityItem, Diagnostics, LogRecord, PollingPoint } from '../../../shared/activity/activityRoutes.ts'
import type { Settings } from '../../../shared/ipc/contract.ts'
import type { JsonValue } from '../../../shared/json.ts'
import { createHideEverything, type Hidden } from './hiddenText.ts'
import { plainAccount, plainEvent, plainRecord } from './plainFacts.ts'
import { README } from './readme.ts'

export interface PollingHistory {
  stepMs: number
  points: PollingPoint[]
}

export interface BundleFacts {
  at: number
  diagnostics: Diagnostics
  settings: Settings
  accounts: readonly Account[]
  polling: PollingHistory
  events: readonly ActivityItem[]
  /** Newest first. */
  log: readonly LogRecord[]
  door: Record<string, JsonValue>
}

/**
 * The files of a diagnostics bundle by name; nothing in them that `hidden` names. Looking for that takes a while in a long
 * log, so `rest` is awaited between two pieces of it.
 */
export const bundleFiles = async (
  facts: BundleFacts,
  hidden: Hidden,
  rest: () => Promise<void>,
): Promise<Record<string, string>> => {
  const clean = createHideEverything(hidden)
  const pretty = (value: object): string => clean(`${JSON.stringify(hideInside(value, clean), null, 2)}\n`)
  const lines = async (values: readonly object[]): Promise<string> => {
    const done: string[] = []
    for (const value of values) {
      done.push(clean(JSON.stringify(hideInside(value, clean))), '\n')
      await rest()
    }
    return done.join('')
  }
  return {
    'README.txt': README,
    'diagnostics.json': pretty({ at: new Date(facts.at).toISOString(), ...facts.diagnostics }),
    'settings.json': pretty(facts.settings),
    'accounts.json': pretty(facts.accounts.map(plainAccount)),
    'polling.json': pretty(facts.polling),
    'events.jsonl': await lines(facts.events.map(plainEvent)),
    'log.jsonl': await lines(facts.log.map(plainRecord).reverse()),
    'door.json': pretty(facts.door),
  }
}

/** Text by text first: what is JSON inside of a text is escaped twice in the file, and would not be recognised there. */
const hideInside = (value: unknown, clean: (text: string) => string): unknown => {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((item) => hideInside(item, clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, hideInside(field, clean)]))
}

export const bundleName = (at: number): string =>
  `dailies-diagnostics-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '').replace('T', '-')}.zip`

/** Packed in threads of its own where it is large. */
export const packBundle = async (files: Record<string, string>): Promise<Uint8Array> =>
  await new Promise((resolve, reject) => {
    const encoder = new TextEncoder()
    const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]))
    zip(bytes, { level: 6 }, (error, packed) => (error === null ? resolve(packed) : reject(error)))
  })
