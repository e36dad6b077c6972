import type { JsonValue } from '../../../../shared/json.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import type { Timers } from '../../bridge/timers.ts'
import type { MirrorStorage } from '../preferencesStore.ts'
import { readDraft, readTable, type Draft, type DraftTable } from './draft.ts'

export const DRAFT_KEY = 'composer'
export const TABLE_KEY = 'composer.table'
const MIRROR_KEY = 'dailies.composer'
const SAVE_DELAY_MS = 500

export interface DraftKeeperDeps {
  bridge: Bridge
  timers: Timers
  mirror: MirrorStorage
  now: () => { draft: Draft; table: DraftTable | null }
  /** A kept draft has come, and the person has not begun another one. */
  restore: (kept: { draft?: Draft; table?: DraftTable | null }) => void
  /** A kept draft has come too late: the person is typing already. */
  offer: (draft: Draft) => void
  /** Why the present state could not be kept; null once it is. */
  onSaved: (failure: string | null) => void
}

/** Keeps what is being written where a crash of the page or of the host cannot reach it. */
export interface DraftKeeper {
  /** What the page before this one left behind when it closed; null for nothing. */
  mirrored: Draft | null
  noteChange(part: 'draft' | 'table'): void
  /** Writes what is not kept yet. */
  save(): Promise<void>
  /** The page may go away now: no answer can be waited for. */
  leave(): void
  load(): Promise<void>
  stop(): void
}

const readMirror = (mirror: MirrorStorage): { draft: Draft; at: number } | null => {
  try {
    const value: unknown = JSON.parse(mirror.getItem(MIRROR_KEY) ?? 'null')
    if (typeof value !== 'object' || value === null || !('draft' in value) || !('at' in value)) return null
    return typeof value.at === 'number' ? { draft: readDraft(value.draft), at: value.at } : null
  } catch {
    return null
  }
}

const asJson = (value: Draft | DraftTable | null): JsonValue => value as unknown as JsonValue

export const createDraftKeeper = (deps: DraftKeeperDeps): DraftKeeper => {
  const { bridge, timers, mirror, now } = deps
  const left = readMirror(mirror)
  const unsaved = new Set<'draft' | 'table'>()
  /** Parts that the person has changed here; what was kept before must not replace them. */
  const touched = new Set<'draft' | 'table'>()
  let isMirrored = left !== null
  let isLoaded = false
  let cancelSave: (() => void) | null = null

  const writeMirror = (text: string): void => {
    try {
      mirror.setItem(MIRROR_KEY, text)
    } catch {
      // Full or forbidden: then only what the host has is found again.
    }
  }

  const savePart = async (part: 'draft' | 'table'): Promise<string | null> => {
    unsaved.delete(part)
    const { draft, table } = now()
    const answer =
      part === 'draft'
        ? await bridge.request('drafts.set', { key: DRAFT_KEY, value: asJson(draft) })
        : table === null
          ? await bridge.request('drafts.remove', { key: TABLE_KEY })
          : await bridge.request('drafts.set', { key: TABLE_KEY, value: asJson(table) })
    if (answer.ok || answer.error.code === 'not_found') return null
    unsaved.add(part)
    return answer.error.message
  }

  const save = async (): Promise<void> => {
    cancelSave?.()
    cancelSave = null
    if (bridge.connection() !== 'live' || unsaved.size === 0) return
    const failures = await Promise.all([...unsaved].map(savePart))
    const failure = failures.find((found) => found !== null) ?? null
    if (failure === null && unsaved.size === 0 && isMirrored) {
      isMirrored = false
      writeMirror('null')
    }
    deps.onSaved(failure)
  }

  const loadDraft = async (): Promise<boolean> => {
    const answer = await bridge.request('drafts.get', { key: DRAFT_KEY })
    if (!answer.ok) return false
    const kept = answer.data.draft
    if (kept === null || (left !== null && left.at >= kept.updatedAt)) return true
    const draft = readDraft(kept.value)
    if (!touched.has('draft')) deps.restore({ draft })
    else if (draft.text.trim() !== '' && draft.text !== now().draft.text) deps.offer(draft)
    return true
  }
  const loadTable = async (): Promise<boolean> => {
    const answer = await bridge.request('drafts.get', { key: TABLE_KEY })
    if (!answer.ok) return false
    if (!touched.has('table') && answer.data.draft !== null) deps.restore({ table: readTable(answer.data.draft.value) })
    return true
  }

  return {
    mirrored: left?.draft ?? null,
    noteChange: (part) => {
      touched.add(part)
      unsaved.add(part)
      cancelSave ??= timers.after(SAVE_DELAY_MS, () => void save())
    },
    save,
    leave: () => {
      if (!unsaved.has('draft')) return
      isMirrored = true
      writeMirror(JSON.stringify({ draft: now().draft, at: timers.now() }))
      void save()
    },
    load: async () => {
      if (isLoaded) return await save()
      const done = await Promise.all([loadDraft(), loadTable()])
      isLoaded = done.every(Boolean)
      if (left !== null && !touched.has('draft')) unsaved.add('draft')
      await save()
    },
    stop: () => cancelSave?.(),
  }
}
