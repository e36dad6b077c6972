import type { Account } from '../../../../shared/accounts/account.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import { checkRequest } from '../../../../shared/models/checkRequest.ts'
import type { AccountsState } from '../accountsStore.ts'
import type { Draft, DraftParent } from './draft.ts'

/** The draft brought in line with what the account and the model accept at present. */
export interface Choice {
  account: Account | null
  /** All that the account offers; null while that is not known. */
  models: readonly ModelCapabilities[] | null
  model: ModelCapabilities | null
  seconds: number | null
  size: string | null
}

export const chooseAccount = (accountId: string | null, accounts: readonly Account[]): Account | null =>
  accounts.find((account) => account.id === accountId) ??
  accounts.find((account) => account.isDefault) ??
  accounts[0] ??
  null

export const findModel = (name: string, models: readonly ModelCapabilities[]): ModelCapabilities | null =>
  models.find((model) => model.id === name) ?? models.find((model) => model.aliases.includes(name)) ?? null

export const chooseModel = (name: string | null, models: readonly ModelCapabilities[]): ModelCapabilities | null =>
  (name === null ? null : findModel(name, models)) ??
  models.find((model) => model.retiredSince === null) ??
  models[0] ??
  null

export const isLengthAllowed = (seconds: number, model: ModelCapabilities): boolean =>
  checkRequest({ prompt: '', seconds, size: null, relation: null, hasReference: false }, model) === null

/** The wanted length where the model makes such takes; else its own default. Null where the model decides. */
export const settleSeconds = (wanted: number | null, model: ModelCapabilities): number | null => {
  if (model.seconds === null) return null
  return wanted !== null && isLengthAllowed(wanted, model) ? wanted : model.defaultSeconds
}

export const settleSize = (wanted: string | null, model: ModelCapabilities): string | null =>
  wanted !== null && (model.sizes === null || model.sizes.includes(wanted)) ? wanted : model.defaultSize

const settleDerived = (parent: DraftParent, draft: Draft, model: ModelCapabilities) => {
  // A remix and an edit are as long as what they come from; an extension says how much is added.
  const wanted = parent.relation === 'extend' ? draft.seconds : parent.seconds
  return { seconds: settleSeconds(wanted, model), size: parent.size }
}

export const choose = (draft: Draft, { accounts, models }: Pick<AccountsState, 'accounts' | 'models'>): Choice => {
  const account = chooseAccount(draft.parent?.accountId ?? draft.accountId, accounts ?? [])
  const known = account === null ? undefined : models[account.id]
  if (known?.phase !== 'ready') return { account, models: null, model: null, seconds: null, size: null }
  const model = chooseModel(draft.parent?.model ?? draft.model, known.models)
  if (model === null) return { account, models: known.models, model, seconds: null, size: null }
  const settled =
    draft.parent === null
      ? { seconds: settleSeconds(draft.seconds, model), size: settleSize(draft.size, model) }
      : settleDerived(draft.parent, draft, model)
  return { account, models: known.models, model, ...settled }
}

/** Which controls make sense; the others are not drawn. */
export const controlsFor = (draft: Draft, { model }: Choice) => ({
  model: draft.parent === null,
  seconds: model !== null && model.seconds !== null && (draft.parent === null || draft.parent.relation === 'extend'),
  size: model !== null && draft.parent === null && (model.sizes === null || model.sizes.length > 0),
  reference: model !== null && model.modes.referenceImage && draft.parent === null,
})

export type Orientation = 'landscape' | 'portrait' | 'square'

export const orientationOf = (size: string): Orientation => {
  const [width = 0, height = 0] = size.split('x').map(Number)
  if (width === height) return 'square'
  return width > height ? 'landscape' : 'portrait'
}

/** "1280 × 720", "1280*720" and the like as the contract writes it; null for what is no size. */
export const readSize = (typed: string): string | null => {
  const [, width, height] = /^\s*([1-9]\d{1,4})\s*[x×*:]\s*([1-9]\d{1,4})\s*$/i.exec(typed) ?? []
  return width === undefined || height === undefined ? null : `${width}x${height}`
}
