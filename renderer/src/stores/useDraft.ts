import { useStore } from 'zustand'
import { dropDraft, keepDraft } from './formDrafts.ts'
import { useScreen } from './screenContext.ts'

/** A value that a person is changing: what was typed, otherwise what is saved. One name holds one kind of value. */
export interface Draft<Value> {
  value: Value
  isChanged: boolean
  set(value: Value): void
  /** Goes back to what is saved. */
  drop(): void
}

export const useDraft = <Value>(name: string, saved: Value): Draft<Value> => {
  const { drafts } = useScreen()
  const isTyped = useStore(drafts, (kept) => kept.has(name))
  const typed = useStore(drafts, (kept) => kept.get(name)) as Value
  const value = isTyped ? typed : saved
  return {
    value,
    isChanged: value !== saved,
    set: (next) => keepDraft(drafts, name, next),
    drop: () => dropDraft(drafts, name),
  }
}
