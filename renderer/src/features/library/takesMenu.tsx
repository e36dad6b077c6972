import type { TFunction } from 'i18next'
import { Copy, Download, PanelRight, Trash2 } from 'lucide-react'
import { copyPrompts, saveCopies } from '../../jobs/chosenTakes.ts'
import { jobMenu } from '../../jobs/jobMenu.tsx'
import type { Screen } from '../../stores/screen.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'

type LibraryText = TFunction<'library'>
type JobText = TFunction<['jobs', 'ui']>

/** The verbs of the take that the menu was called upon, or of all chosen ones if it is among several. */
export const takesMenu = (screen: Screen, t: LibraryText, jobText: JobText): MenuEntry[] => {
  const { libraryList } = screen
  if (libraryList.selection.count() > 1) return chosenMenu(screen, t)
  const id = libraryList.list.idAt(libraryList.selection.store.getState().activeIndex)
  const job = id === null ? undefined : screen.cache.get(id)
  if (job === undefined) return []
  return [
    ...jobMenu(job, screen, jobText, 'library'),
    { kind: 'separator', id: 'details' },
    {
      id: 'inspect',
      label: jobText('jobs:verbs.inspect'),
      icon: <PanelRight aria-hidden />,
      run: () => screen.navigation.openInspector(job.id),
    },
  ]
}

const chosenMenu = (screen: Screen, t: LibraryText): MenuEntry[] => {
  const { libraryList, shortcuts, verbs } = screen
  return [
    {
      id: 'saveCopies',
      label: t('saveCopies'),
      icon: <Download aria-hidden />,
      keys: shortcuts.hint('saveCopies'),
      run: () => void saveCopies(screen, libraryList),
    },
    {
      id: 'copyPrompts',
      label: t('copyPrompts'),
      icon: <Copy aria-hidden />,
      keys: shortcuts.hint('copyPrompts'),
      run: () => void copyPrompts(screen, libraryList),
    },
    { kind: 'separator', id: 'below' },
    {
      id: 'trash',
      label: t('moveToTrash'),
      icon: <Trash2 aria-hidden />,
      keys: shortcuts.hint('trashChosen'),
      tone: 'danger',
      run: () => {
        const chosen = libraryList.selection.asInput()
        if (chosen !== null) void verbs.trash(chosen)
      },
    },
  ]
}
