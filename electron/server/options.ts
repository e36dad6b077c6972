import { parseArgs } from 'node:util'
import { PROVIDER_PROFILES } from '../../shared/accounts/account.ts'
import {
  envName,
  fromEnv,
  numberOf,
  OptionError,
  readHostOptions,
  type Environment,
  type Given,
  type HostOptionName,
  type HostOptions,
} from '../composition/hostOptions.ts'

/** Asked for on the command line or in the environment; null means: not asked for. */
export interface ServeOptions extends HostOptions {
  /** 0 picks a free port; null takes the default or the next free one. */
  port: number | null
  token: string | null
  /** A webhook endpoint is configured. */
  hasWebhook: boolean
}

export type ParsedServeOptions = { ok: true; options: ServeOptions } | { ok: false; message: string }

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

type TextOption = HostOptionName | 'port' | 'token'

/** Command line first, environment second. The message of a refusal is one line. */
export const parseServeOptions = (argv: readonly string[], env: Environment): ParsedServeOptions => {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false })
    const text = (name: TextOption): Given | null => {
      const fromArgv = values[name]
      if (fromArgv !== undefined) return { label: `--${name}`, value: filled(`--${name}`, fromArgv) }
      return fromEnv(env, envName(name))
    }
    return { ok: true, options: readOptions(text, values.verbose ?? false, env) }
  } catch (error) {
    if (error instanceof OptionError || isParseArgsError(error)) return { ok: false, message: firstLine(error.message) }
    throw error
  }
}

const readOptions = (text: (name: TextOption) => Given | null, verbose: boolean, env: Environment): ServeOptions => {
  const host = readHostOptions(text, env)
  return {
    ...host,
    isVerbose: verbose || host.isVerbose,
    port: numberOf(text('port'), { min: 0, max: 65_535, isWhole: true }),
    token: tokenOf(text('token')),
    hasWebhook: fromEnv(env, 'DAILIES_WEBHOOK_URL') !== null,
  }
}

/** The characters that a Bearer header can carry (RFC 6750). */
const tokenOf = (given: Given | null): string | null => {
  if (given !== null && !/^[A-Za-z0-9._~+/-]{1,500}={0,2}$/.test(given.value)) {
    throw new OptionError(`${given.label} may hold only letters, digits and -._~+/ (and = at the end).`)
  }
  return given?.value ?? null
}

const filled = (label: string, value: string): string => {
  if (value === '') throw new OptionError(`${label} needs a value.`)
  return value
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const firstLine = (message: string): string => message.split('\n')[0] ?? message
