import { createStore, type StoreApi } from 'zustand/vanilla'

/** What was typed into forms and is not saved yet, by name. It lives as long as the screen, so leaving a view loses nothing. */
export type FormDrafts = StoreApi<ReadonlyMap<string, unknown>>

export const createFormDrafts = (): FormDrafts => createStore<ReadonlyMap<string, unknown>>(() => new Map())

export const keepDraft = (drafts: FormDrafts, name: string, value: unknown): void =>
  drafts.setState(new Map(drafts.getState()).set(name, value), true)

export const dropDraft = (drafts: FormDrafts, name: string): void => {
  const left = new Map(drafts.getState())
  if (left.delete(name)) drafts.setState(left, true)
}
