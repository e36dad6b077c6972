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
import type { LIBRARY_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import { translate } from '../i18n/i18n.ts'
import { copyPrompts, saveCopies } from '../jobs/chosenTakes.ts'
import { playTake } from '../jobs/playTake.ts'
import { THUMBNAIL_WIDTHS } from '../stores/preferencesStore.ts'
import type { Screen } from '../stores/screen.ts'
import type { Binding, Bindings } from './command.ts'

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

const forActive = (act: (screen: Screen, job: Job) => void): Binding => ({
  isAvailable: (screen) => activeTake(screen) !== null,
  run: (screen) => {
    const job = activeTake(screen)
    if (job !== null) act(screen, job)
  },
})

const scrub = (step: number): Binding => ({
  isAvailable: (screen) => activeTake(screen)?.take?.framesLayout !== undefined,
  run: (screen) => {
    const job = activeTake(screen)
    const frame = job === null ? null : screen.libraryView.scrub(job, step)
    const count = job?.take?.framesLayout?.frameCount
    if (frame !== null && count !== undefined) screen.announcer.say(translate('library:scrubbed', { frame, count }))
  },
})

const resize =
  (change: number): Binding['run'] =>
  ({ preferences }) => {
    const { min, max } = THUMBNAIL_WIDTHS
    const { thumbnailWidth } = preferences.store.getState()
    preferences.set({ thumbnailWidth: Math.min(Math.max(thumbnailWidth + change, min), max) })
  }

const showPlace =
  (place: 'takes' | 'trash'): Binding['run'] =>
  ({ libraryView, navigation }) => {
    libraryView.show(place)
    navigation.show('library')
  }

export const libraryBindings: Bindings<typeof LIBRARY_COMMANDS> = {
  playTake: {
    icon: Play,
    ...forActive((screen, job) => playTake(screen, job, 'library')),
  },
  useSettings: {
    icon: Settings2,
    ...forActive(({ compose }, job) => compose.ask({ kind: 'reuse', job })),
  },
  scrubBack: { icon: SkipBack, ...scrub(-1) },
  scrubForward: { icon: SkipForward, ...scrub(1) },
  saveCopies: {
    icon: Download,
    isAvailable: hasChosen,
    run: (screen) => void saveCopies(screen, screen.libraryList),
  },
  copyPrompts: {
    icon: Copy,
    isAvailable: (screen) => hasChosen(screen) && hasNoMarkedText(),
    run: (screen) => void copyPrompts(screen, screen.libraryList),
  },
  toggleLayout: {
    icon: Grid2x2,
    run: ({ preferences }) =>
      preferences.set({ libraryLayout: preferences.store.getState().libraryLayout === 'grid' ? 'list' : 'grid' }),
  },
  largerPictures: { icon: ZoomIn, run: resize(40) },
  smallerPictures: { icon: ZoomOut, run: resize(-40) },
  showTakes: { icon: Clapperboard, run: showPlace('takes') },
  showTrash: { icon: Trash2, run: showPlace('trash') },
}
