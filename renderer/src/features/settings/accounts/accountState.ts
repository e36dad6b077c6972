import type { Account } from '../../../../../shared/accounts/account.ts'
import type { RouteOutput } from '../../../../../shared/ipc/contract.ts'

export type Preset = RouteOutput<'presets.list'>['items'][number]

/** Whether an account works, and if not, who stopped it. `held`: the provider asked for silence for a while. */
export type AccountState = 'ready' | 'held' | NonNullable<Account['pause']>['reason']

export const accountState = ({ pause, holdUntil }: Pick<Account, 'pause' | 'holdUntil'>, now: number): AccountState => {
  if (pause !== null) return pause.reason
  return holdUntil !== null && holdUntil > now ? 'held' : 'ready'
}

/** `missing`: the provider is known to want one. `none`: nobody says that it does. */
export type KeyState = 'stored' | 'missing' | 'refused' | 'lost' | 'away' | 'none' | 'notNeeded'

export const keyState = (
  account: Pick<Account, 'isDemo' | 'hasKey' | 'pause' | 'baseUrl'>,
  presets: readonly Preset[],
): KeyState => {
  if (account.isDemo) return 'notNeeded'
  if (account.pause?.reason === 'auth') return 'refused'
  if (account.pause?.reason === 'key_missing') return 'lost'
  if (account.pause?.reason === 'key_unreachable') return 'away'
  if (account.hasKey) return 'stored'
  return presets.find(({ baseUrl }) => baseUrl === account.baseUrl)?.needsKey === true ? 'missing' : 'none'
}

/** Such an account can go on only with another key, so its field comes first. */
export const wantsKey = (state: KeyState): boolean => state === 'refused' || state === 'lost' || state === 'missing'

/** The account that the page opens when nobody chose one: the first that needs something, else the first of one's own. */
export const firstToShow = (accounts: readonly Account[]): Account | undefined =>
  accounts.find(({ pause }) => pause !== null && pause.reason !== 'user') ??
  accounts.find(({ isDemo }) => !isDemo) ??
  accounts[0]

export const hostOf = (baseUrl: string): string => URL.parse(baseUrl)?.host ?? baseUrl
