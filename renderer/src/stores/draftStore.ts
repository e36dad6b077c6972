import { createStore, type StoreApi } from 'zustand/vanilla'
import { createSignal } from '../bridge/listeners.ts'

/** What the person has typed and chosen but not sent. Null leaves a choice to the account or the model. */
export interface Draft {
  prompt: string
  accountId: string | null
  model: string | null
  seconds: number | null
  size: string | null
  count: number
}

export const EMPTY_DRAFT: Draft = { prompt: '', accountId: null, model: null, seconds: null, size: null, count: 1 }

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>

const STORAGE_KEY = 'dailies.draft'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const positive = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null

/** Reads a stored draft; anything strange in it becomes the default, never an error. */
export const parseDraft = (stored: string | null): Draft => {
  let value: unknown
  try {
    value = JSON.parse(stored ?? '{}')
  } catch {
    return EMPTY_DRAFT
  }
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT
  const fields = value as Record<string, unknown>
  return {
    prompt: text(fields['prompt']) ?? '',
    accountId: text(fields['accountId']),
    model: text(fields['model']),
    seconds: positive(fields['seconds']),
    size: text(fields['size']),
    count: Math.floor(positive(fields['count']) ?? 1) || 1,
  }
}

const read = (storage: DraftStorage): Draft => {
  try {
    return parseDraft(storage.getItem(STORAGE_KEY))
  } catch {
    return EMPTY_DRAFT
  }
}

const write = (storage: DraftStorage, draft: Draft): void => {
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify(draft))
  } catch {
    // Storage is full or forbidden: the draft then lives as long as the page.
  }
}

export interface DraftStore {
  store: StoreApi<Draft>
  change(changes: Partial<Draft>): void
  /** Takes over the prompt and settings of another job, for the person to edit. */
  reuse(changes: Partial<Draft>): void
  /** Called after `reuse`, so that the composer can come forward. */
  onReuse(listener: () => void): () => void
}

/** The composer's draft, kept for this tab so that a reload loses nothing and two tabs don't share one. */
export const createDraftStore = (storage: DraftStorage): DraftStore => {
  const store = createStore<Draft>(() => read(storage))
  const reused = createSignal<void>()
  const change = (changes: Partial<Draft>): void => {
    store.setState(changes)
    write(storage, store.getState())
  }
  return {
    store,
    change,
    reuse: (changes) => {
      change(changes)
      reused.emit()
    },
    onReuse: reused.listen,
  }
}
