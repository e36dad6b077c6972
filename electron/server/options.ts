import { parseArgs } from 'node:util'
import { PROVIDER_PROFILES, type ProviderProfileId } from '../../shared/accounts/account.ts'

/** Asked for on the command line or in the environment; null means: not asked for. */
export interface ServeOptions {
  dataDir: string | null
  videosDir: string | null
  /** 0 picks a free port; null takes the default or the next free one. */
  port: number | null
  token: string | null
  provider: ProviderOptions | null
  pollMinMs: number
  demoSpeed: number
  isVerbose: boolean
  /** A webhook endpoint is configured. */
  hasWebhook: boolean
}

export interface ProviderOptions {
  baseUrl: string
  profile: ProviderProfileId
  apiKey: string | null
  concurrency: number | null
  requestsPerMinute: number | null
}

export type ParsedServeOptions = { ok: true; options: ServeOptions } | { ok: false; message: string }

type Environment = Readonly<Record<string, string | undefined>>

export const SERVE_USAGE = `Usage: npm run serve -- [options]
  --data-dir <dir>            where Dailies keeps its database (default: the desktop app's folder)
  --videos-dir <dir>          where finished takes go
  --port <n>                  port on 127.0.0.1; 0 picks a free one (default: 4823 or the next free one)
  --token <t>                 access token (default: one that is kept in the data folder)
  --provider-url <url>        base URL of a /v1/videos provider, for this run and as the default
  --provider-key <key>        its key
  --provider-profile <name>   ${PROVIDER_PROFILES.join(' | ')}
  --poll-min-ms <n>           shortest time between two looks at one job (default: 2000)
  --demo-speed <x>            makes jobs of the built-in demo provider x times faster
  --verbose                   more log lines
  --help                      this text
Each option can also be set in the environment: DAILIES_DATA_DIR, DAILIES_PORT, and so on.`

const OPTIONS = {
  'data-dir': { type: 'string' },
  'videos-dir': { type: 'string' },
  port: { type: 'string' },
  token: { type: 'string' },
  'provider-url': { type: 'string' },
  'provider-key': { type: 'string' },
  'provider-profile': { type: 'string' },
  'poll-min-ms': { type: 'string' },
  'demo-speed': { type: 'string' },
  verbose: { type: 'boolean' },
} as const

type TextOption = Exclude<keyof typeof OPTIONS, 'verbose'>

/** A refusal on the way through the options; turned into the result by `parseServeOptions`. */
class OptionError extends Error {}

/** Command line first, environment second. The message of a refusal is one line. */
export const parseServeOptions = (argv: readonly string[], env: Environment): ParsedServeOptions => {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false })
    const text = (name: TextOption): Given | null => {
      const envName = `DAILIES_${name.toUpperCase().replaceAll('-', '_')}`
      const fromArgv = values[name]
      if (fromArgv !== undefined) return { label: `--${name}`, value: filled(`--${name}`, fromArgv) }
      return fromEnv(env, envName)
    }
    return { ok: true, options: readOptions(text, values.verbose ?? false, env) }
  } catch (error) {
    if (error instanceof OptionError || isParseArgsError(error)) return { ok: false, message: firstLine(error.message) }
    throw error
  }
}

interface Given {
  label: string
  value: string
}

const readOptions = (text: (name: TextOption) => Given | null, verbose: boolean, env: Environment): ServeOptions => ({
  dataDir: text('data-dir')?.value ?? null,
  videosDir: text('videos-dir')?.value ?? null,
  port: numberOf(text('port'), { min: 0, max: 65_535, isWhole: true }),
  token: tokenOf(text('token')),
  provider: providerOf(text, env),
  pollMinMs: numberOf(text('poll-min-ms'), { min: 1, max: 3_600_000, isWhole: true }) ?? 2000,
  demoSpeed: numberOf(text('demo-speed'), { min: 0.001, max: 100_000, isWhole: false }) ?? 1,
  isVerbose: verbose || switchOf(fromEnv(env, 'DAILIES_VERBOSE')),
  hasWebhook: fromEnv(env, 'DAILIES_WEBHOOK_URL') !== null,
})

/** A key travels in a header, which holds printable ASCII only. */
const keyOf = ({ label, value }: Given): string => {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new OptionError(`${label} holds characters that no key has (blanks, accents or other alphabets).`)
}

const providerOf = (text: (name: TextOption) => Given | null, env: Environment): ProviderOptions | null => {
  const url = text('provider-url')
  const key = text('provider-key')
  const profile = text('provider-profile')
  const concurrency = fromEnv(env, 'DAILIES_PROVIDER_CONCURRENCY')
  const requestsPerMinute = fromEnv(env, 'DAILIES_PROVIDER_RPM')
  if (url === null) {
    const lonely = key ?? profile
    if (lonely !== null) throw new OptionError(`${lonely.label} needs --provider-url as well.`)
    return null
  }
  return {
    baseUrl: baseUrlOf(url),
    profile: profileOf(profile),
    apiKey: key === null ? null : keyOf(key),
    concurrency: numberOf(concurrency, { min: 1, max: 1000, isWhole: true }),
    requestsPerMinute: numberOf(requestsPerMinute, { min: 1, max: 100_000, isWhole: true }),
  }
}

/** Without a trailing slash, because the same URL must be the same account after a restart. */
const baseUrlOf = ({ label, value }: Given): string => {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new OptionError(`${label} must be an http or https URL such as https://api.example.com/v1.`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new OptionError(`${label} must not hold a user name, a password, a query or a fragment.`)
  }
  return url.href.replace(/\/+$/, '')
}

const profileOf = (given: Given | null): ProviderProfileId => {
  if (given === null) return 'sora'
  const profile = PROVIDER_PROFILES.find((known) => known === given.value)
  if (profile === undefined) throw new OptionError(`${given.label} must be one of ${PROVIDER_PROFILES.join(', ')}.`)
  return profile
}

/** The characters that a Bearer header can carry (RFC 6750). */
const tokenOf = (given: Given | null): string | null => {
  if (given !== null && !/^[A-Za-z0-9._~+/-]{1,500}={0,2}$/.test(given.value)) {
    throw new OptionError(`${given.label} may hold only letters, digits and -._~+/ (and = at the end).`)
  }
  return given?.value ?? null
}

const numberOf = (given: Given | null, range: { min: number; max: number; isWhole: boolean }): number | null => {
  if (given === null) return null
  const value = /^\d+(\.\d+)?$/.test(given.value) ? Number(given.value) : NaN
  if (!(value >= range.min && value <= range.max) || (range.isWhole && !Number.isInteger(value))) {
    const kind = range.isWhole ? 'a whole number' : 'a number'
    throw new OptionError(`${given.label} must be ${kind} from ${range.min} to ${range.max}.`)
  }
  return value
}

const switchOf = (given: Given | null): boolean => {
  if (given === null || ['0', 'false', 'no', 'off'].includes(given.value.toLowerCase())) return false
  if (['1', 'true', 'yes', 'on'].includes(given.value.toLowerCase())) return true
  throw new OptionError(`${given.label} must be 1 or 0.`)
}

/** An empty variable counts as not set, as shells and container files produce those. */
const fromEnv = (env: Environment, label: string): Given | null => {
  const value = env[label]
  return value === undefined || value === '' ? null : { label, value }
}

const filled = (label: string, value: string): string => {
  if (value === '') throw new OptionError(`${label} needs a value.`)
  return value
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const firstLine = (message: string): string => message.split('\n')[0] ?? message
