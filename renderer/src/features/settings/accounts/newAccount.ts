import type { ProviderProfileId } from '../../../../../shared/accounts/account.ts'
import type { RouteInput } from '../../../../../shared/ipc/contract.ts'
import type { English } from '../../../i18n/en/index.ts'
import type { Preset } from './accountState.ts'

/** A new account as typed so far. */
export interface NewAccount {
  presetId: string | null
  name: string
  baseUrl: string
  profile: ProviderProfileId
  apiKey: string
  concurrency: number | null
  requestsPerMinute: number | null
  makeDefault: boolean
}

export const EMPTY_ACCOUNT: NewAccount = {
  presetId: null,
  name: '',
  baseUrl: '',
  profile: 'sora-loose',
  apiKey: '',
  concurrency: 2,
  requestsPerMinute: 60,
  makeDefault: true,
}

/** What a preset puts into the form. */
const valuesOf = (preset: Preset | undefined, label: string) => ({
  name: label,
  baseUrl: preset?.baseUrl ?? EMPTY_ACCOUNT.baseUrl,
  profile: preset?.profile ?? EMPTY_ACCOUNT.profile,
  concurrency: preset?.concurrency ?? EMPTY_ACCOUNT.concurrency,
  requestsPerMinute: preset?.requestsPerMinute ?? EMPTY_ACCOUNT.requestsPerMinute,
})

interface PresetChange {
  preset: Preset
  label: string
  /** The one that was chosen before. */
  before: Preset | undefined
  beforeLabel: string
}

/** Takes over a preset's values, but not over what the person has typed themselves. */
export const withPreset = (account: NewAccount, { preset, label, before, beforeLabel }: PresetChange): NewAccount => {
  const old = before === undefined ? { ...EMPTY_ACCOUNT } : valuesOf(before, beforeLabel)
  const next = valuesOf(preset, label)
  const pick = <Name extends keyof typeof next>(name: Name): (typeof next)[Name] =>
    account[name] === old[name] || account[name] === '' || account[name] === null ? next[name] : account[name]
  return {
    ...account,
    presetId: preset.id,
    name: pick('name'),
    baseUrl: pick('baseUrl'),
    profile: pick('profile'),
    concurrency: pick('concurrency'),
    requestsPerMinute: pick('requestsPerMinute'),
  }
}

export const LIMITS = { concurrency: { min: 1, max: 1_000 }, requestsPerMinute: { min: 1, max: 100_000 } } as const
export const LONGEST_NAME = 100

type AccountField = 'name' | 'baseUrl' | 'apiKey' | 'concurrency' | 'requestsPerMinute'
export type AccountProblem =
  | keyof Pick<English['settings']['accounts']['new'], 'urlNeeded' | 'urlBad' | 'urlExtra'>
  | 'nameNeeded'
  | 'nameLong'
  | 'keyNeeded'
  | 'concurrency'
  | 'requestsPerMinute'

export const nameProblem = (name: string): AccountProblem | null =>
  name.trim() === '' ? 'nameNeeded' : name.trim().length > LONGEST_NAME ? 'nameLong' : null

export const limitProblem = (limit: keyof typeof LIMITS, value: number | null): AccountProblem | null =>
  value === null || value < LIMITS[limit].min || value > LIMITS[limit].max ? limit : null

/** What can be said without asking; whether a plain http address is near enough only the host decides. */
export const urlProblem = (text: string): AccountProblem | null => {
  if (text.trim() === '') return 'urlNeeded'
  const url = URL.parse(text.trim())
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return 'urlBad'
  return url.search !== '' || url.hash !== '' ? 'urlExtra' : null
}

/** What is wrong with which field, before anything is sent. */
export const findProblems = (account: NewAccount, needsKey: boolean): Partial<Record<AccountField, AccountProblem>> => {
  const found: [AccountField, AccountProblem | null][] = [
    ['name', nameProblem(account.name)],
    ['baseUrl', urlProblem(account.baseUrl)],
    ['apiKey', needsKey && account.apiKey.trim() === '' ? 'keyNeeded' : null],
    ['concurrency', limitProblem('concurrency', account.concurrency)],
    ['requestsPerMinute', limitProblem('requestsPerMinute', account.requestsPerMinute)],
  ]
  return Object.fromEntries(found.filter(([, problem]) => problem !== null))
}

export const toInput = (account: NewAccount): RouteInput<'accounts.create'> => ({
  name: account.name.trim(),
  baseUrl: account.baseUrl.trim(),
  profile: account.profile,
  ...(account.apiKey.trim() === '' ? {} : { apiKey: account.apiKey.trim() }),
  ...(account.concurrency === null ? {} : { concurrency: account.concurrency }),
  ...(account.requestsPerMinute === null ? {} : { requestsPerMinute: account.requestsPerMinute }),
  makeDefault: account.makeDefault,
})

export const toDraftInput = (account: NewAccount): RouteInput<'accounts.testDraft'> => {
  const { baseUrl, profile, apiKey } = toInput(account)
  return { baseUrl, profile, ...(apiKey === undefined ? {} : { apiKey }) }
}
