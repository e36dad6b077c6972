import { PROVIDER_PROFILES, type ProviderProfileId } from '../../shared/accounts/account.ts'

/** What either door can be asked for about its host; null means: not asked for. */
export interface HostOptions {
  dataDir: string | null
  videosDir: string | null
  provider: ProviderOptions | null
  pollMinMs: number
  demoSpeed: number
  isVerbose: boolean
}

export interface ProviderOptions {
  baseUrl: string
  profile: ProviderProfileId
  apiKey: string | null
  concurrency: number | null
  requestsPerMinute: number | null
}

/** Options of the host by the names that they have on a command line. */
export type HostOptionName =
  'data-dir' | 'videos-dir' | 'provider-url' | 'provider-key' | 'provider-profile' | 'poll-min-ms' | 'demo-speed'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Given {
  label: string
  value: string
}

/** A refusal on the way through the options; turned into a result by whoever reads them. */
export class OptionError extends Error {}

/** The environment variable of an option. */
export const envName = (option: string): string => `DAILIES_${option.toUpperCase().replaceAll('-', '_')}`

/** `text` finds an option wherever the door takes it from. @throws OptionError whose message is one line for the person */
export const readHostOptions = (text: (name: HostOptionName) => Given | null, env: Environment): HostOptions => ({
  dataDir: text('data-dir')?.value ?? null,
  videosDir: text('videos-dir')?.value ?? null,
  provider: providerOf(text, env),
  pollMinMs: numberOf(text('poll-min-ms'), { min: 1, max: 3_600_000, isWhole: true }) ?? 2000,
  demoSpeed: numberOf(text('demo-speed'), { min: 0.001, max: 100_000, isWhole: false }) ?? 1,
  isVerbose: switchOf(fromEnv(env, 'DAILIES_VERBOSE')),
})

/** Options of a door that has no command line of its own. @throws OptionError */
export const hostOptionsFromEnv = (env: Environment): HostOptions =>
  readHostOptions((name) => fromEnv(env, envName(name)), env)

/** A key travels in a header, which holds printable ASCII only. */
const keyOf = ({ label, value }: Given): string => {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new OptionError(`${label} holds characters that no key has (blanks, accents or other alphabets).`)
}

const providerOf = (text: (name: HostOptionName) => Given | null, env: Environment): ProviderOptions | null => {
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

export const numberOf = (given: Given | null, range: { min: number; max: number; isWhole: boolean }): number | null => {
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
export const fromEnv = (env: Environment, label: string): Given | null => {
  const value = env[label]
  return value === undefined || value === '' ? null : { label, value }
}
