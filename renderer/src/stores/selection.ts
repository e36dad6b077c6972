import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteInput } from '../../../shared/ipc/contract.ts'
import type { ChoiceMode } from '../ui/VirtualGrid.tsx'
import type { JobList } from './jobList.ts'
import { isOtherList } from './listChanges.ts'

export interface SelectionState {
  /** Chosen one by one or by range. */
  ids: ReadonlySet<string>
  /** Everything that the list's filter shows is chosen, also what is not loaded. */
  isAll: boolean
  /** Where a range begins and where the keyboard is; -1 for nowhere yet. */
  anchorIndex: number
  activeIndex: number
}

/** Which jobs of one list the person has chosen. */
export interface Selection {
  store: StoreApi<SelectionState>
  activate(index: number): void
  choose(index: number, mode: ChoiceMode): Promise<void>
  /** Everything from one place to another, both included. */
  chooseBetween(first: number, last: number): Promise<void>
  chooseAll(): void
  clear(): void
  /** Chooses again what was chosen before, with the keyboard where it was. */
  restore(chosen: readonly string[] | 'all', activeIndex: number): void
  /** These left the list. */
  forget(jobIds: readonly string[]): void
  isChosen(jobId: string | null): boolean
  /** How many are chosen. */
  count(): number
  /** What bulk verbs ask for; null when nothing is chosen. */
  asInput(): RouteInput<'jobs.trash'> | null
}

const NOTHING: SelectionState = { ids: new Set(), isAll: false, anchorIndex: -1, activeIndex: -1 }

export const createSelection = (list: JobList): Selection => {
  const store = createStore<SelectionState>(() => NOTHING)
  let newestRange = 0
  /** The keyboard and the range stay with their jobs while these move. */
  let activeId: string | null = null
  let anchorId: string | null = null

  const chooseRange = async (index: number): Promise<void> => {
    const mine = ++newestRange
    const { anchorIndex } = store.getState()
    const from = anchorIndex < 0 ? index : anchorIndex
    const ids = await list.idsBetween(Math.min(from, index), Math.max(from, index))
    if (mine !== newestRange) return
    anchorId = list.idAt(from)
    store.setState({ ids: new Set(ids), isAll: false, anchorIndex: from })
  }

  const chooseAllBut = async (left: string, mine: number): Promise<void> => {
    const ids = new Set(await list.idsBetween(0, list.store.getState().total - 1))
    ids.delete(left)
    if (mine === newestRange) store.setState({ ids, isAll: false })
  }

  const clear = (): void => {
    newestRange += 1
    anchorId = null
    store.setState({ ids: NOTHING.ids, isAll: false, anchorIndex: -1 })
  }

  /** Where a job stands now; its old place where it is not known any more. */
  const follow = (jobId: string | null, index: number): number => {
    const found = jobId === null ? -1 : list.indexOf(jobId)
    return found >= 0 ? found : Math.min(index, list.store.getState().total - 1)
  }

  list.store.subscribe((now, before) => {
    if (isOtherList(now.query, before.query)) {
      clear()
      activeId = null
      store.setState({ activeIndex: -1 })
    }
    if (now.pages === before.pages) return
    const known = store.getState()
    activeId ??= known.activeIndex < 0 ? null : list.idAt(known.activeIndex)
    const activeIndex = follow(activeId, known.activeIndex)
    const anchorIndex = follow(anchorId, known.anchorIndex)
    if (activeIndex !== known.activeIndex || anchorIndex !== known.anchorIndex)
      store.setState({ activeIndex, anchorIndex })
  })

  return {
    store,
    activate: (activeIndex) => {
      activeId = list.idAt(activeIndex)
      store.setState({ activeIndex })
    },
    choose: async (index, mode) => {
      if (mode === 'range') return await chooseRange(index)
      const mine = ++newestRange
      // A leap (End, say) may land where nothing is loaded yet: until it is, no verb may reach the job left behind.
      if (list.idAt(index) === null && mode === 'one') store.setState({ ids: NOTHING.ids, isAll: false })
      const id = list.idAt(index) ?? (await list.idsBetween(index, index))[0]
      if (id === undefined || mine !== newestRange) return
      anchorId = id
      if (mode === 'toggle' && store.getState().isAll) return await chooseAllBut(id, mine)
      if (mode === 'one') return store.setState({ ids: new Set([id]), isAll: false, anchorIndex: index })
      const ids = new Set(store.getState().ids)
      if (!ids.delete(id)) ids.add(id)
      store.setState({ ids, isAll: false, anchorIndex: index })
    },
    chooseBetween: async (first, last) => {
      const mine = ++newestRange
      const ids = await list.idsBetween(first, last)
      if (mine === newestRange) store.setState({ ids: new Set(ids), isAll: false })
    },
    chooseAll: () => store.setState({ isAll: true, ids: new Set() }),
    clear,
    restore: (chosen, activeIndex) => {
      newestRange += 1
      activeId = list.idAt(activeIndex)
      anchorId = activeId
      const choice = chosen === 'all' ? { ids: NOTHING.ids, isAll: true } : { ids: new Set(chosen), isAll: false }
      store.setState({ ...choice, activeIndex, anchorIndex: activeIndex })
    },
    forget: (jobIds) => {
      const ids = new Set(store.getState().ids)
      const wasChosen = jobIds.map((id) => ids.delete(id))
      if (wasChosen.includes(true)) store.setState({ ids })
    },
    isChosen: (jobId) => {
      const { ids, isAll } = store.getState()
      return jobId !== null && (isAll || ids.has(jobId))
    },
    count: () => {
      const { ids, isAll } = store.getState()
      return isAll ? list.store.getState().total : ids.size
    },
    asInput: () => {
      const { ids, isAll } = store.getState()
      if (!isAll) return ids.size === 0 ? null : { jobIds: [...ids] }
      const { q, statuses, batchId } = list.store.getState().query
      return {
        filter: {
          ...(q.trim() === '' ? {} : { q, utcOffsetMinutes: -new Date().getTimezoneOffset() }),
          ...(statuses.length === 0 ? {} : { status: [...statuses] }),
          ...(batchId === null ? {} : { batchId }),
        },
      }
    },
  }
}
