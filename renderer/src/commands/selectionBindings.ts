import { ArrowDownToLine, ArrowUpToLine, ListX, RotateCcw, Trash2, X } from 'lucide-react'
import type { SELECTION_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import type { ChosenList, Screen } from '../stores/screen.ts'
import type { BulkInput } from '../stores/jobVerbs.ts'
import type { Binding, Bindings } from './command.ts'

/** The list that the keyboard works on in the present view. */
export const presentList = (screen: Screen): ChosenList | null => {
  const { view } = screen.navigation.store.getState()
  if (view === 'queue') return screen.queueList
  const isOfTakes = view === 'library' && screen.libraryView.store.getState().place === 'takes'
  return isOfTakes ? screen.libraryList : null
}

const chosen = (screen: Screen): BulkInput | null => presentList(screen)?.selection.asInput() ?? null

const forChosen = (act: (screen: Screen, jobs: BulkInput) => void): Binding => ({
  isAvailable: (screen) => chosen(screen) !== null,
  run: (screen) => {
    const jobs = chosen(screen)
    if (jobs !== null) act(screen, jobs)
  },
})

export const selectionBindings: Bindings<typeof SELECTION_COMMANDS> = {
  chooseAll: {
    isAvailable: (screen) => presentList(screen) !== null,
    run: (screen) => presentList(screen)?.selection.chooseAll(),
  },
  chooseNone: {
    icon: X,
    ...forChosen((screen) => presentList(screen)?.selection.clear()),
  },
  toFront: {
    icon: ArrowUpToLine,
    ...forChosen(({ verbs }, jobs) => void verbs.placeMany(jobs, 'front')),
  },
  toEnd: {
    icon: ArrowDownToLine,
    ...forChosen(({ verbs }, jobs) => void verbs.placeMany(jobs, 'end')),
  },
  retryChosen: {
    icon: RotateCcw,
    ...forChosen(({ verbs }, jobs) => void verbs.retryMany(jobs)),
  },
  cancelChosen: {
    icon: ListX,
    ...forChosen(({ verbs }, jobs) => void verbs.cancelMany(jobs)),
  },
  trashChosen: {
    icon: Trash2,
    ...forChosen(({ verbs }, jobs) => void verbs.trash(jobs)),
  },
}
