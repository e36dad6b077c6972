import type { Account } from '../../../../shared/accounts/account.ts'
import type { RouteInput } from '../../../../shared/ipc/contract.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import type { Draft } from '../../stores/draftStore.ts'

/** The draft brought in line with what the account and the model accept at present. */
export interface ComposeChoice {
  model: ModelCapabilities | null
  seconds: number | null
  size: string | null
}

export const chooseAccount = (draft: Draft, accounts: readonly Account[]): Account | null =>
  accounts.find((account) => account.id === draft.accountId) ??
  accounts.find((account) => account.isDefault) ??
  accounts[0] ??
  null

export const chooseModel = (draft: Draft, models: readonly ModelCapabilities[]): ModelCapabilities | null =>
  models.find((model) => model.id === draft.model) ??
  models.find((model) => draft.model !== null && model.aliases.includes(draft.model)) ??
  models.find((model) => model.retiredSince === null) ??
  models[0] ??
  null

const chooseSeconds = (wanted: number | null, model: ModelCapabilities): number | null => {
  if (model.seconds === null) return null
  if (wanted === null) return model.defaultSeconds
  // A number typed into a range is left to the host to judge, so that its message reaches the field.
  if ('min' in model.seconds) return wanted
  return model.seconds.values.includes(wanted) ? wanted : model.defaultSeconds
}

const chooseSize = (wanted: string | null, model: ModelCapabilities): string | null =>
  wanted !== null && (model.sizes === null || model.sizes.includes(wanted)) ? wanted : model.defaultSize

export const chooseSettings = (draft: Draft, models: readonly ModelCapabilities[]): ComposeChoice => {
  const model = chooseModel(draft, models)
  if (model === null) return { model, seconds: null, size: null }
  return { model, seconds: chooseSeconds(draft.seconds, model), size: chooseSize(draft.size, model) }
}

/** What is asked of the host; what is not known here is left to its defaults. */
export const createInput = (
  draft: Draft,
  account: Account | null,
  choice: ComposeChoice,
  placement: 'end' | 'front',
): RouteInput<'jobs.create'> => ({
  prompt: draft.prompt,
  placement,
  ...(account === null ? {} : { accountId: account.id }),
  ...(choice.model === null ? {} : { model: choice.model.id }),
  ...(choice.seconds === null ? {} : { seconds: choice.seconds }),
  ...(choice.size === null ? {} : { size: choice.size }),
  ...(draft.count === 1 ? {} : { count: draft.count }),
})

const ORIENTATIONS = [
  { label: 'landscape', fits: (width: number, height: number) => width > height },
  { label: 'portrait', fits: (width: number, height: number) => width < height },
  { label: 'square', fits: () => true },
]

/** "1280 × 720 landscape". */
export const writeSizeOption = (size: string): string => {
  const [width = 0, height = 0] = size.split('x').map(Number)
  const orientation = ORIENTATIONS.find(({ fits }) => fits(width, height))
  return `${width} × ${height} ${orientation?.label ?? ''}`.trim()
}
