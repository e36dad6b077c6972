import { createStore, type StoreApi } from 'zustand/vanilla'
import type { GridPlace } from '../ui/gridLayout.ts'
import type { JobList } from './jobList.ts'
import { isOtherList } from './listChanges.ts'

/** Where a list is scrolled to, for when one comes back to it. */
export interface ListPlace {
  /** `wish` is an item that is to be brought into sight and given the keyboard, as soon as the list is on show. */
  store: StoreApi<{ place: GridPlace | null; wish: number | null }>
  /** What stood at the top; null for the very top. */
  recall(): GridPlace | null
  keep(place: GridPlace | null): void
  goTo(index: number): void
  /** The wish is fulfilled. */
  arrive(): void
}

export const createListPlace = (list: Pick<JobList, 'store'>): ListPlace => {
  const store = createStore<{ place: GridPlace | null; wish: number | null }>(() => ({ place: null, wish: null }))
  list.store.subscribe(({ query }, before) => {
    if (query !== before.query && isOtherList(query, before.query)) store.setState({ place: null, wish: null })
  })
  return {
    store,
    recall: () => store.getState().place,
    keep: (place) => store.setState({ place }),
    goTo: (index) => store.setState({ wish: index }),
    arrive: () => store.setState({ wish: null }),
  }
}
