import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import { LANGUAGES, type Language } from '../i18n/i18n.ts'
import { VIEWS, type Navigation, type NavigationState } from './navigationStore.ts'

const THEMES = ['system', 'dark', 'light'] as const
const DENSITIES = ['normal', 'compact', 'comfortable'] as const
export const LIBRARY_SORTS = ['created', 'finished', 'seconds', 'fileSize'] as const
export const LIBRARY_GROUPS = ['none', 'day', 'batch'] as const
const QUEUE_GROUPINGS = ['batch', 'day', 'none'] as const
export const THUMBNAIL_WIDTHS = { min: 120, max: 640 } as const
const MOTIONS = ['system', 'reduced', 'full'] as const
export const ACCENTS = ['system', 'dailies'] as const

/** How this person wants the workbench to look and behave. */
export interface Preferences {
  theme: (typeof THEMES)[number]
  /** Whose accent colour the page has; the system's only in the desktop app. */
  accent: (typeof ACCENTS)[number]
  density: (typeof DENSITIES)[number]
  motion: (typeof MOTIONS)[number]
  language: Language | 'system'
  /** The person's own keys by command; an empty list for none at all. */
  shortcuts: Readonly<Record<string, readonly string[]>>
  /** What the queue's headings stand for. */
  queueGrouping: (typeof QUEUE_GROUPINGS)[number]
  libraryLayout: 'grid' | 'list'
  librarySort: { by: (typeof LIBRARY_SORTS)[number]; direction: 'asc' | 'desc' }
  /** Headings in the library; only where the order allows them. */
  libraryGroups: (typeof LIBRARY_GROUPS)[number]
  /** Width of a picture in the library's grid, in pixels. */
  thumbnailWidth: number
  /** Widths that were dragged, in pixels. */
  inspectorWidth: number
  /** The greeting of a fresh install was sent away. */
  isWelcomeDismissed: boolean
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  accent: 'system',
  density: 'normal',
  motion: 'system',
  language: 'system',
  shortcuts: {},
  queueGrouping: 'batch',
  libraryLayout: 'grid',
  librarySort: { by: 'created', direction: 'desc' },
  libraryGroups: 'day',
  thumbnailWidth: 240,
  inspectorWidth: 340,
  isWelcomeDismissed: false,
}

export interface PreferencesStore {
  store: StoreApi<Preferences>
  set(changes: Partial<Preferences>): void
  start(): () => void
}

const KEY = 'workbench'
const SAVE_DELAY_MS = 500

const oneOf = <Value extends string>(values: readonly Value[], value: unknown, otherwise: Value): Value =>
  values.find((known) => known === value) ?? otherwise
const numberIn = (value: unknown, min: number, max: number, otherwise: number): number =>
  typeof value === 'number' && value >= min && value <= max ? value : otherwise
const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** Reads kept preferences; anything strange in them becomes the default, never an error. */
export const readPreferences = (value: unknown): Preferences => {
  const kept = asRecord(value)
  const shortcuts = Object.entries(asRecord(kept['shortcuts'])).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((keys) => typeof keys === 'string'),
  )
  return {
    theme: oneOf(THEMES, kept['theme'], 'system'),
    accent: oneOf(ACCENTS, kept['accent'], 'system'),
    density: oneOf(DENSITIES, kept['density'], 'normal'),
    motion: oneOf(MOTIONS, kept['motion'], 'system'),
    language: oneOf(['system', ...LANGUAGES.map(({ id }) => id)], kept['language'], 'system'),
    shortcuts: Object.fromEntries(shortcuts),
    queueGrouping: oneOf(QUEUE_GROUPINGS, kept['queueGrouping'], 'batch'),
    libraryLayout: oneOf(['grid', 'list'], kept['libraryLayout'], 'grid'),
    librarySort: {
      by: oneOf(LIBRARY_SORTS, asRecord(kept['librarySort'])['by'], 'created'),
      direction: oneOf(['asc', 'desc'], asRecord(kept['librarySort'])['direction'], 'desc'),
    },
    libraryGroups: oneOf(LIBRARY_GROUPS, kept['libraryGroups'], DEFAULT_PREFERENCES.libraryGroups),
    thumbnailWidth: numberIn(
      kept['thumbnailWidth'],
      THUMBNAIL_WIDTHS.min,
      THUMBNAIL_WIDTHS.max,
      DEFAULT_PREFERENCES.thumbnailWidth,
    ),
    inspectorWidth: numberIn(kept['inspectorWidth'], 260, 720, DEFAULT_PREFERENCES.inspectorWidth),
    isWelcomeDismissed: kept['isWelcomeDismissed'] === true,
  }
}

type Arrangement = Pick<NavigationState, 'view' | 'isInspectorOpen' | 'isComposerOpen' | 'isNavCollapsed'>
const readArrangement = (value: unknown): Partial<Arrangement> => {
  const kept = asRecord(value)
  const flags = (['isInspectorOpen', 'isComposerOpen', 'isNavCollapsed'] as const)
    .map((name) => [name, kept[name]] as const)
    .filter((entry): entry is [(typeof entry)[0], boolean] => typeof entry[1] === 'boolean')
  const view = VIEWS.find((known) => known === kept['view'])
  return { ...Object.fromEntries(flags), ...(view === undefined ? {} : { view }) }
}

const momentOf = (value: Record<string, unknown>): number =>
  typeof value['changedAt'] === 'number' ? value['changedAt'] : 0

export type MirrorStorage = Pick<Storage, 'getItem' | 'setItem'>

const readMirror = (mirror: MirrorStorage): unknown => {
  try {
    return JSON.parse(mirror.getItem(`dailies.${KEY}`) ?? 'null')
  } catch {
    return null
  }
}

/**
 * Preferences and the arrangement of the workbench. The host keeps them; a mirror beside the page lets the first
 * paint have the right colours before the host has answered. A page that is closed at once has told the mirror
 * only: the newer of both counts.
 */
export const createPreferencesStore = (
  bridge: Bridge,
  timers: Timers,
  navigation: Navigation,
  mirror: MirrorStorage,
): PreferencesStore => {
  const mirrored = asRecord(readMirror(mirror))
  const store = createStore<Preferences>(() => readPreferences(mirrored['preferences']))
  navigation.store.setState(readArrangement(mirrored['arrangement']))
  let cancelSave = (): void => {}
  let isLoaded = false
  let isChanged = false
  let changedAt = momentOf(mirrored)

  const noteDown = () => {
    const { view, isInspectorOpen, isComposerOpen, isNavCollapsed } = navigation.store.getState()
    const { shortcuts, ...plain } = store.getState()
    const value = {
      preferences: {
        ...plain,
        shortcuts: Object.fromEntries(Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]])),
      },
      arrangement: { view, isInspectorOpen, isComposerOpen, isNavCollapsed },
      changedAt,
    }
    try {
      mirror.setItem(`dailies.${KEY}`, JSON.stringify(value))
    } catch {
      // A full or forbidden mirror costs a flash of other colours at the next start, no more.
    }
    return value
  }
  const save = (): void => void bridge.request('layout.set', { key: KEY, value: noteDown() })
  const saveSoon = (): void => {
    isChanged = true
    changedAt = timers.now()
    noteDown()
    cancelSave()
    cancelSave = timers.after(SAVE_DELAY_MS, save)
  }

  const load = async (): Promise<void> => {
    if (isLoaded) return
    const answer = await bridge.request('layout.get', { key: KEY })
    if (!answer.ok || isLoaded) return
    isLoaded = true
    if (isChanged || answer.data.value === null) return
    const kept = asRecord(answer.data.value)
    if (momentOf(kept) < changedAt) return save()
    store.setState(readPreferences(kept['preferences']))
  }

  return {
    store,
    set: (changes) => {
      store.setState(changes)
      saveSoon()
    },
    start: () => {
      const stops = [
        bridge.onConnection((state) => {
          if (state === 'live') void load()
        }),
        navigation.store.subscribe((now, before) => {
          const isSame = (['view', 'isInspectorOpen', 'isComposerOpen', 'isNavCollapsed'] as const).every(
            (name) => now[name] === before[name],
          )
          if (!isSame) saveSoon()
        }),
      ]
      return () => {
        cancelSave()
        for (const stop of stops) stop()
      }
    },
  }
}
