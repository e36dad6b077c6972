import { destination, pino, type DestinationStream } from 'pino'
import type { Logger } from '../ports.ts'
import { hideKnownSecrets } from './knownSecrets.ts'

const SECRET_FIELD = /^(x-)?(api[-_]?key|key|password|cookie|set-cookie|authorization|.*(secret|token))$/i
const SECRET_TEXT = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+|\b(sk|rk|whsec)[-_][A-Za-z0-9_-]{8,}/g
const HIDDEN = '[hidden]'
const MAX_DEPTH = 6

/** Log lines as JSON on standard error, because standard output belongs to the ready line. */
export const createLogger = (
  options: { isVerbose: boolean },
  stream: DestinationStream = destination({ dest: 2, sync: true }),
): Logger => {
  const log = pino({ level: options.isVerbose ? 'debug' : 'info', base: null }, stream)
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: Record<string, unknown> = {}): void => {
      if (log.isLevelEnabled(level)) log[level](withoutSecrets(fields, 0), hideSecretText(message))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const hideSecretText = (text: string): string => hideKnownSecrets(text, HIDDEN).replace(SECRET_TEXT, HIDDEN)

/** Fields whose name says "secret" are hidden at any depth, and so is what looks like a key inside a text. */
export const withoutSecrets = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return hideSecretText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) return '[deep]'
  if (value instanceof Error) return errorFields(value, depth)
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      SECRET_FIELD.test(name) && field !== null ? HIDDEN : withoutSecrets(field, depth + 1),
    ]),
  )
}

const errorFields = (error: Error, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: hideSecretText(error.message),
  ...('code' in error ? { code: error.code } : {}),
  stack: hideSecretText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: withoutSecrets(error.cause, depth + 1) }),
})
