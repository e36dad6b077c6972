import type { LibraryViewState } from './libraryViewStore.ts'
import { ACTIVITY_TABS, INSPECTOR_TABS, SETTINGS_PAGES, VIEWS, type NavigationState } from './navigationStore.ts'
import { STATUS_TABS, type StatusTabId } from './statusTabs.ts'

/** What a list showed: which jobs, from where on, and which of them were chosen. */
export interface KeptList {
  q: string
  tab: StatusTabId
  batchId: string | null
  /** The job at the top and those below it; empty where the list stood at its very top. */
  seen: readonly string[]
  /** The place of the first of them, and how many pixels below the edge its line began. */
  index: number
  offset: number
  /** Where the keyboard was. */
  activeId: string | null
  chosen: readonly string[] | 'all'
}

/** Where somebody was on the screen when they left it. */
export interface KeptPlace {
  navigation: Pick<NavigationState, 'view' | 'activityTab' | 'settingsPage' | 'inspectorTab' | 'inspectedId'>
  libraryPlace: LibraryViewState['place']
  queue: KeptList
  library: KeptList
}

/** A choice of more than this is not kept: every one of them has to be looked up again. */
export const MOST_KEPT = 400

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const oneOf = <Value>(values: readonly Value[], value: unknown, otherwise: Value): Value =>
  values.find((known) => known === value) ?? otherwise
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, MOST_KEPT) : []
const countOf = (value: unknown): number => (typeof value === 'number' && value >= 0 ? Math.floor(value) : 0)

const readList = (value: unknown): KeptList => {
  const kept = asRecord(value)
  return {
    q: textOf(kept['q']) ?? '',
    tab: oneOf(
      STATUS_TABS.map(({ id }) => id),
      kept['tab'],
      'all',
    ),
    batchId: textOf(kept['batchId']),
    seen: idsOf(kept['seen']),
    index: countOf(kept['index']),
    offset: countOf(kept['offset']),
    activeId: textOf(kept['activeId']),
    chosen: kept['chosen'] === 'all' ? 'all' : idsOf(kept['chosen']),
  }
}

/** Reads a kept place; anything strange in it becomes the usual start. Null where nothing was kept. */
export const readPlace = (text: string | null): KeptPlace | null => {
  if (text === null) return null
  try {
    const kept = asRecord(JSON.parse(text))
    const navigation = asRecord(kept['navigation'])
    return {
      navigation: {
        view: oneOf(VIEWS, navigation['view'], 'queue'),
        activityTab: oneOf(ACTIVITY_TABS, navigation['activityTab'], 'notices'),
        settingsPage: oneOf(SETTINGS_PAGES, navigation['settingsPage'], 'accounts'),
        inspectorTab: oneOf(INSPECTOR_TABS, navigation['inspectorTab'], 'overview'),
        inspectedId: textOf(navigation['inspectedId']),
      },
      libraryPlace: oneOf(['takes', 'trash'] as const, kept['libraryPlace'], 'takes'),
      queue: readList(kept['queue']),
      library: readList(kept['library']),
    }
  } catch {
    return null
  }
}
