import type { Timers } from '../bridge/timers.ts'
import type { GridPlace } from '../ui/gridLayout.ts'
import { MOST_KEPT, readPlace, type KeptList, type KeptPlace } from './keptPlace.ts'
import { isOtherList } from './listChanges.ts'
import type { MirrorStorage } from './preferencesStore.ts'
import type { ChosenList, Screen } from './screen.ts'
import { queryOfTab, tabOf } from './statusTabs.ts'

const KEY = 'dailies.place'
const KEEP_DELAY_MS = 400
/** The job at the top may be gone by then; one of those below it still tells where that was. */
const SEEN_COUNT = 40

type Places = Pick<Screen, 'navigation' | 'libraryView' | 'queueList' | 'libraryList' | 'preferences'>

/** Keeps where somebody is on the screen, and brings them back there. */
export interface PlaceKeeper {
  /** To be called before the first list is asked for. */
  restore(): void
  /** The page may go now. */
  leave(): void
  start(): () => void
}

/** @param memory of one tab in a browser, where another tab begins anew; of the one window on a desktop */
export const createPlaceKeeper = (screen: Places, timers: Timers, memory: MirrorStorage): PlaceKeeper => {
  const { navigation, libraryView, queueList, libraryList, preferences } = screen
  let cancelKeeping: (() => void) | null = null

  /** Lists that have not answered yet are still on their way back to where they were. */
  const waiting = new Map<ChosenList, KeptList>()

  const restoreList = (chosen: ChosenList, kept: KeptList): void => {
    const { list, selection, place } = chosen
    const { activeId, seen, index } = kept
    const ids = kept.chosen === 'all' ? [] : kept.chosen
    const isUntouched = seen.length === 0 && activeId === null && ids.length === 0
    if (isUntouched && kept.chosen !== 'all') return
    waiting.set(chosen, kept)
    list.lookFor({
      jobIds: [...new Set([...seen, ...(activeId === null ? [] : [activeId]), ...ids])],
      otherwise: index,
      onFound: (placeOf, total) => {
        waiting.delete(chosen)
        place.keep(placeAgain(kept, placeOf, total))
        const active = activeId === null ? null : placeOf(activeId)
        selection.restore(kept.chosen === 'all' ? 'all' : ids.filter((id) => placeOf(id) !== null), active ?? -1)
      },
    })
  }

  const keep = (): void => {
    cancelKeeping?.()
    cancelKeeping = null
    const { view, activityTab, settingsPage, inspectorTab, inspectedId } = navigation.store.getState()
    const place: KeptPlace = {
      navigation: { view, activityTab, settingsPage, inspectorTab, inspectedId },
      libraryPlace: libraryView.store.getState().place,
      queue: waiting.get(queueList) ?? noteList(queueList),
      library: waiting.get(libraryList) ?? noteList(libraryList),
    }
    try {
      memory.setItem(KEY, JSON.stringify(place))
    } catch {
      // A full or forbidden memory: then the next start is at the top.
    }
  }
  const keepSoon = (): void => {
    cancelKeeping ??= timers.after(KEEP_DELAY_MS, keep)
  }

  return {
    restore: () => {
      const kept = readPlace(memory.getItem(KEY))
      if (kept === null) return
      navigation.store.setState(kept.navigation)
      libraryView.show(kept.libraryPlace)
      const { q, tab, batchId } = kept.queue
      queueList.list.change({ q, batchId, ...queryOfTab(tab, preferences.store.getState().queueGrouping) })
      libraryList.list.change({ q: kept.library.q, batchId: kept.library.batchId })
      restoreList(queueList, kept.queue)
      restoreList(libraryList, kept.library)
    },
    leave: keep,
    start: () => {
      const stops = [
        navigation.store.subscribe(keepSoon),
        libraryView.store.subscribe(keepSoon),
        ...[queueList, libraryList].flatMap((chosen) => [
          chosen.list.store.subscribe(({ query, pages }, before) => {
            if (isOtherList(query, before.query)) waiting.delete(chosen)
            // Where somebody has just scrolled to, the jobs may have come only now.
            const isScrolled = chosen.place.recall() !== null
            if (query !== before.query || (isScrolled && pages !== before.pages)) keepSoon()
          }),
          chosen.selection.store.subscribe(keepSoon),
          chosen.place.store.subscribe(keepSoon),
        ]),
      ]
      return () => {
        cancelKeeping?.()
        for (const stop of stops) stop()
      }
    },
  }
}

const noteList = ({ list, selection, place }: ChosenList): KeptList => {
  const { q, statuses, batchId } = list.store.getState().query
  const { ids, isAll, activeIndex } = selection.store.getState()
  const top = place.store.getState().place
  const below = Array.from({ length: SEEN_COUNT }, (_, row) => (top === null ? null : list.idAt(top.index + row)))
  return {
    q,
    tab: tabOf(statuses),
    batchId,
    seen: below.filter((id) => id !== null),
    index: top?.index ?? 0,
    offset: top?.offset ?? 0,
    activeId: list.idAt(activeIndex),
    chosen: isAll ? 'all' : ids.size > MOST_KEPT ? [] : [...ids],
  }
}

/** Where the list is to begin, so that what was in sight stands where it stood. */
export const placeAgain = (
  { seen, index, offset }: Pick<KeptList, 'seen' | 'index' | 'offset'>,
  placeOf: (jobId: string) => number | null,
  total: number,
): GridPlace | null => {
  const found = seen.map(placeOf).find((place) => place !== null)
  if (found !== undefined) return { index: found, offset }
  return seen.length === 0 || total === 0 ? null : { index: Math.min(index, total - 1), offset }
}
