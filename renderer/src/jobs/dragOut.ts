import type { DragEvent } from 'react'
import type { Job, Take } from '../../../shared/jobs/job.ts'
import { downloadPath } from '../stores/mediaPaths.ts'
import type { ChosenList, Screen } from '../stores/screen.ts'
import { showToast } from '../ui/toast.ts'

/** The shell takes so many at once. */
const MOST_TAKES = 100

const TYPES: Readonly<Record<string, string>> = { mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime' }

/** A take whose file is there to be handed out. */
const takeOf = (job: Pick<Job, 'status' | 'take'> | undefined): Take | null =>
  job?.status === 'completed' && job.take !== null && job.take.missingSince === undefined ? job.take : null

export const canDragOut = (job: Pick<Job, 'status' | 'take'>): boolean => takeOf(job) !== null

/**
 * What goes along when a take is dragged: the take itself and, if it is chosen, everything else that is, in the order of
 * the list. Only what the page knows of: there is no time to ask for more while the drag begins.
 */
export const takesDragged = (
  job: Job,
  { list, selection }: Pick<ChosenList, 'list' | 'selection'>,
  jobOf: (jobId: string) => Job | undefined,
): Take[] => {
  const own = takeOf(job)
  if (own === null) return []
  if (!selection.isChosen(job.id)) return [own]
  const { ids, isAll } = selection.store.getState()
  const chosen = isAll ? [...list.store.getState().pages.values()].flat() : [...ids]
  const ordered = isAll ? chosen : chosen.toSorted((one, other) => list.indexOf(one) - list.indexOf(other))
  const takes = ordered.map((id) => takeOf(jobOf(id))).filter((take) => take !== null)
  return [own, ...takes.filter(({ id }) => id !== own.id)].slice(0, MOST_TAKES)
}

/** What Chromium makes a file of where it is dropped: type, name and address. */
export const downloadUrl = ({ id, fileName }: Pick<Take, 'id' | 'fileName'>, base: string): string => {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
  return `${TYPES[ending] ?? 'video/mp4'}:${fileName.replaceAll(':', '-')}:${new URL(downloadPath(id), base).href}`
}

let isUnderWay = false

/** Whether what hangs on the pointer came out of this page: it must not be taken in again. */
export const isDraggedOut = (): boolean => isUnderWay

/** While the system drags, the page sees no pointer; the first move of it means that the drag is over. */
const noteUntilPointer = (): void => {
  isUnderWay = true
  const controller = new AbortController()
  const end = (): void => {
    isUnderWay = false
    controller.abort()
  }
  for (const name of ENDS) window.addEventListener(name, end, { capture: true, signal: controller.signal })
}
const ENDS = ['pointermove', 'pointerdown', 'keydown', 'dragend'] as const

/** The button is let go where the system's drag ended; that is no click on what was dragged. */
const swallowClick = (): void => {
  const controller = new AbortController()
  const options = { capture: true, signal: controller.signal }
  const onClick = (event: MouseEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    controller.abort()
  }
  window.addEventListener('click', onClick, options)
  window.addEventListener('pointerdown', () => controller.abort(), options)
}

/** Hands a take, and what is chosen with it, to another program. */
export const dragOut = (event: DragEvent, screen: Screen, job: Job): void => {
  const { view } = screen.navigation.store.getState()
  const takes = takesDragged(job, view === 'library' ? screen.libraryList : screen.queueList, screen.cache.get)
  const [first] = takes
  if (first === undefined) return event.preventDefault()
  const { shell } = screen.bridge
  event.stopPropagation()
  noteUntilPointer()
  if (shell === null) {
    event.dataTransfer.effectAllowed = 'copy'
    event.dataTransfer.setData('DownloadURL', downloadUrl(first, window.location.href))
    return
  }
  event.preventDefault()
  swallowClick()
  void shell.request('shell.dragTakes', { takeIds: takes.map(({ id }) => id) }).then((answer) => {
    if (!answer.ok) showToast({ text: answer.error.message, tone: 'error' })
  })
}
