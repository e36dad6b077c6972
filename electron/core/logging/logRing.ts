import type { LogLevel, LogRecord } from '../../../shared/activity/activityRoutes.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { Logger } from '../ports.ts'
import { hideSecretText, withoutSecrets } from './logger.ts'

export interface LogQuery {
  /** This level and what is graver. */
  level?: LogLevel | undefined
  /** Words that must all occur, whatever their case. */
  q?: string | undefined
  limit?: number | undefined
}

export interface LogRing {
  /** A logger that hands everything on to `logger` and keeps a copy here, whatever the other one leaves out. */
  keep(logger: Logger): Logger
  /** Newest first. */
  list(query: LogQuery): LogRecord[]
}

/** Kept as text: then their size is known, and nothing that was logged is held in memory by it. */
interface Kept {
  at: number
  level: LogLevel
  message: string
  detail: string
}

/** The last records of the log in memory, without secrets, bounded in number and in size. */
export function createLogRing(now: () => number): LogRing {
  let kept: Kept[] = []
  let length = 0

  function add(level: LogLevel, message: string, fields: Record<string, unknown>): void {
    const record = {
      at: now(),
      level,
      message: hideSecretText(message).slice(0, LONGEST_MESSAGE),
      detail: asText(fields),
    }
    kept.push(record)
    length += lengthOf(record)
    if (kept.length < 2 * MOST_RECORDS && length < 2 * MOST_CHARACTERS) return
    const newest = newestThatFit(kept)
    kept = newest.records
    length = newest.length
  }

  const at =
    (level: LogLevel, logger: Logger) =>
    (message: string, fields: Record<string, unknown> = {}): void => {
      add(level, message, fields)
      logger[level](message, fields)
    }

  return {
    keep: (logger) => ({
      debug: at('debug', logger),
      info: at('info', logger),
      warn: at('warn', logger),
      error: at('error', logger),
    }),
    list({ level = 'debug', q = '', limit = DEFAULT_LIMIT }) {
      const words = q.toLowerCase().split(/\s+/).filter(Boolean)
      const isWanted = (record: Kept): boolean => {
        if (GRAVITY.indexOf(record.level) < GRAVITY.indexOf(level)) return false
        const text = `${record.message} ${record.detail}`.toLowerCase()
        return words.every((word) => text.includes(word))
      }
      return newestThatFit(kept)
        .records.reverse()
        .filter(isWanted)
        .slice(0, limit)
        .map((record) => ({ ...record, detail: JSON.parse(record.detail) as Record<string, JsonValue> }))
    },
  }
}

const lengthOf = ({ message, detail }: Kept): number => message.length + detail.length

function newestThatFit(kept: readonly Kept[]): { records: Kept[]; length: number } {
  let length = 0
  let from = kept.length
  while (from > 0 && kept.length - from < MOST_RECORDS) {
    const record = kept[from - 1]
    if (record === undefined || length + lengthOf(record) > MOST_CHARACTERS) break
    length += lengthOf(record)
    from -= 1
  }
  return { records: kept.slice(from), length }
}

function asText(fields: Record<string, unknown>): string {
  const text = toJson(withoutSecrets(fields, 0))
  if (text.length <= LONGEST_DETAIL) return text
  return JSON.stringify({ shortened: text.slice(0, LONGEST_DETAIL) })
}

/** What JSON cannot say (a bigint, a getter that throws) must not turn logging into a failure. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? String(field) : field)) ?? '{}'
  } catch {
    return '{}'
  }
}

const GRAVITY: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
const MOST_RECORDS = 2000
/** Some 4 MB of memory at most, twice that for a moment. */
const MOST_CHARACTERS = 2_000_000
const LONGEST_MESSAGE = 2000
const LONGEST_DETAIL = 8000
const DEFAULT_LIMIT = 200
