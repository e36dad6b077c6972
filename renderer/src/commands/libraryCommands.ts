import {
  Clapperboard,
  Copy,
  Download,
  Grid2x2,
  Play,
  Settings2,
  SkipBack,
  SkipForward,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { Job } from '../../../shared/jobs/job.ts'
import { translate } from '../i18n/i18n.ts'
import { copyPrompts, saveCopies } from '../jobs/chosenTakes.ts'
import { THUMBNAIL_WIDTHS } from '../stores/preferencesStore.ts'
import type { Screen } from '../stores/screen.ts'
import type { Command } from './command.ts'

/** The take that the keyboard is at, while the takes are on show. */
const activeTake = ({ cache, libraryList, libraryView }: Screen): Job | null => {
  if (libraryView.store.getState().place !== 'takes') return null
  const { list, selection } = libraryList
  const id = list.idAt(selection.store.getState().activeIndex)
  return id === null ? null : (cache.get(id) ?? null)
}

const hasChosen = ({ libraryList, libraryView }: Screen): boolean =>
  libraryView.store.getState().place === 'takes' && libraryList.selection.count() > 0

/** Copying marked text stays the browser's. */
const hasNoMarkedText = (): boolean => window.getSelection()?.isCollapsed !== false

const forActive = (act: (screen: Screen, job: Job) => void): Pick<Command, 'isAvailable' | 'run'> => ({
  isAvailable: (screen) => activeTake(screen) !== null,
  run: (screen) => {
    const job = activeTake(screen)
    if (job !== null) act(screen, job)
  },
})

const scrub = (step: number): Pick<Command, 'isAvailable' | 'run'> => ({
  isAvailable: (screen) => activeTake(screen)?.take?.framesLayout !== undefined,
  run: (screen) => {
    const job = activeTake(screen)
    const frame = job === null ? null : screen.libraryView.scrub(job, step)
    const count = job?.take?.framesLayout?.frameCount
    if (frame !== null && count !== undefined) screen.announcer.say(translate('library:scrubbed', { frame, count }))
  },
})

const resize =
  (change: number): Command['run'] =>
  ({ preferences }) => {
    const { min, max } = THUMBNAIL_WIDTHS
    const { thumbnailWidth } = preferences.store.getState()
    preferences.set({ thumbnailWidth: Math.min(Math.max(thumbnailWidth + change, min), max) })
  }

const showPlace =
  (place: 'takes' | 'trash'): Command['run'] =>
  ({ libraryView, navigation }) => {
    libraryView.show(place)
    navigation.show('library')
  }

/** The library's own: what it shows, and what is done with the takes in it. */
export const libraryCommands: readonly Command[] = [
  {
    id: 'playTake',
    group: 'library',
    scope: 'library',
    icon: Play,
    keys: ['Space'],
    ...forActive(({ navigation }, job) => navigation.play(job.id, 'library')),
  },
  {
    id: 'useSettings',
    group: 'library',
    scope: 'library',
    icon: Settings2,
    keys: ['U'],
    ...forActive(({ compose }, job) => compose.ask({ kind: 'reuse', job })),
  },
  { id: 'scrubBack', group: 'library', scope: 'library', icon: SkipBack, keys: [',', 'Alt+Left'], ...scrub(-1) },
  { id: 'scrubForward', group: 'library', scope: 'library', icon: SkipForward, keys: ['.', 'Alt+Right'], ...scrub(1) },
  {
    id: 'saveCopies',
    group: 'library',
    scope: 'library',
    icon: Download,
    keys: ['Mod+S'],
    isAvailable: hasChosen,
    run: (screen) => void saveCopies(screen, screen.libraryList),
  },
  {
    id: 'copyPrompts',
    group: 'library',
    scope: 'library',
    icon: Copy,
    keys: ['Mod+C'],
    isAvailable: (screen) => hasChosen(screen) && hasNoMarkedText(),
    run: (screen) => void copyPrompts(screen, screen.libraryList),
  },
  {
    id: 'toggleLayout',
    group: 'library',
    scope: 'library',
    icon: Grid2x2,
    keys: ['G'],
    run: ({ preferences }) =>
      preferences.set({ libraryLayout: preferences.store.getState().libraryLayout === 'grid' ? 'list' : 'grid' }),
  },
  { id: 'largerPictures', group: 'library', scope: 'library', icon: ZoomIn, keys: ['+', '='], run: resize(40) },
  { id: 'smallerPictures', group: 'library', scope: 'library', icon: ZoomOut, keys: ['-'], run: resize(-40) },
  { id: 'showTakes', group: 'library', scope: 'workbench', icon: Clapperboard, run: showPlace('takes') },
  { id: 'showTrash', group: 'library', scope: 'workbench', icon: Trash2, run: showPlace('trash') },
]
