import { ArrowDownToLine, ArrowUpToLine, ListX, RotateCcw, Trash2, X } from 'lucide-react'
import type { ChosenList, Screen } from '../stores/screen.ts'
import type { BulkInput } from '../stores/jobVerbs.ts'
import type { Command } from './command.ts'

/** The list that the keyboard works on in the present view. */
export const presentList = (screen: Screen): ChosenList | null => {
  const { view } = screen.navigation.store.getState()
  if (view === 'queue') return screen.queueList
  const isOfTakes = view === 'library' && screen.libraryView.store.getState().place === 'takes'
  return isOfTakes ? screen.libraryList : null
}

const chosen = (screen: Screen): BulkInput | null => presentList(screen)?.selection.asInput() ?? null

const forChosen = (act: (screen: Screen, jobs: BulkInput) => void): Pick<Command, 'isAvailable' | 'run'> => ({
  isAvailable: (screen) => chosen(screen) !== null,
  run: (screen) => {
    const jobs = chosen(screen)
    if (jobs !== null) act(screen, jobs)
  },
})

/** Verbs on what is chosen in the present list. */
export const selectionCommands: readonly Command[] = [
  {
    id: 'chooseAll',
    group: 'selection',
    scope: 'workbench',
    keys: ['Mod+A'],
    isAvailable: (screen) => presentList(screen) !== null,
    run: (screen) => presentList(screen)?.selection.chooseAll(),
  },
  {
    id: 'chooseNone',
    group: 'selection',
    scope: 'workbench',
    icon: X,
    keys: ['Escape'],
    ...forChosen((screen) => presentList(screen)?.selection.clear()),
  },
  {
    id: 'toFront',
    group: 'selection',
    scope: 'queue',
    icon: ArrowUpToLine,
    keys: ['Shift+Home'],
    ...forChosen(({ verbs }, jobs) => void verbs.placeMany(jobs, 'front')),
  },
  {
    id: 'toEnd',
    group: 'selection',
    scope: 'queue',
    icon: ArrowDownToLine,
    keys: ['Shift+End'],
    ...forChosen(({ verbs }, jobs) => void verbs.placeMany(jobs, 'end')),
  },
  {
    id: 'retryChosen',
    group: 'selection',
    scope: 'workbench',
    icon: RotateCcw,
    keys: ['R'],
    ...forChosen(({ verbs }, jobs) => void verbs.retryMany(jobs)),
  },
  {
    id: 'cancelChosen',
    group: 'selection',
    scope: 'workbench',
    icon: ListX,
    ...forChosen(({ verbs }, jobs) => void verbs.cancelMany(jobs)),
  },
  {
    id: 'trashChosen',
    group: 'selection',
    scope: 'workbench',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    ...forChosen(({ verbs }, jobs) => void verbs.trash(jobs)),
  },
]
