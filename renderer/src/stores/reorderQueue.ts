import type { RouteInput } from '../../../shared/ipc/contract.ts'
import { translate } from '../i18n/i18n.ts'
import { formatNumber } from '../i18n/format.ts'
import type { JobList } from './jobList.ts'
import type { Screen } from './screen.ts'

type Move = RouteInput<'jobs.move'>

/** Jobs that move together, to stand before the place `beforeIndex` of the order as it is now. */
export interface Reorder {
  jobIds: readonly string[]
  beforeIndex: number
}

/**
 * The single moves that bring jobs together, in their order, before a place. Each names a job that stays, or that was
 * moved by the one before, so that it means the same whatever else happens in the queue meanwhile.
 */
export const planMoves = (
  { jobIds, beforeIndex }: Reorder,
  idAt: (index: number) => string | null,
  total: number,
): Move[] => {
  const isMoved = new Set<string | null>(jobIds)
  let behind = beforeIndex
  while (behind < total && isMoved.has(idAt(behind))) behind += 1
  const target = behind < total ? idAt(behind) : null
  if (target !== null) return jobIds.map((jobId) => ({ jobId, beforeJobId: target }))
  let before = Math.min(beforeIndex, total) - 1
  while (before >= 0 && isMoved.has(idAt(before))) before -= 1
  let last = before < 0 ? null : idAt(before)
  return jobIds.flatMap((jobId) => {
    const move = last === null ? [] : [{ jobId, afterJobId: last }]
    last = jobId
    return move
  })
}

/**
 * The single moves that bring jobs back to where they stand now, after they were moved: each before the next job that
 * stays, or behind the one before it at the end of the queue.
 */
export const planMovesBack = (
  jobIds: readonly string[],
  { idAt, indexOf }: Pick<JobList, 'idAt' | 'indexOf'>,
): Move[] => {
  const isMoved = new Set<string | null>(jobIds)
  const places = jobIds.map((jobId) => ({ jobId, place: indexOf(jobId) })).filter(({ place }) => place >= 0)
  return places
    .toSorted((one, other) => one.place - other.place)
    .flatMap(({ jobId, place }): Move[] => {
      let behind = place + 1
      while (isMoved.has(idAt(behind))) behind += 1
      const next = idAt(behind)
      if (next !== null) return [{ jobId, beforeJobId: next }]
      const before = idAt(place - 1)
      return before === null ? [] : [{ jobId, afterJobId: before }]
    })
}

/** What moves along when one job is moved: everything chosen, if it is chosen too; in the order of the queue. */
export const movedWith = (jobId: string, list: Pick<JobList, 'indexOf'>, chosen: ReadonlySet<string>): string[] =>
  chosen.has(jobId)
    ? [...chosen].filter((id) => list.indexOf(id) >= 0).sort((one, other) => list.indexOf(one) - list.indexOf(other))
    : [jobId]

/**
 * Shows the new order at once and asks the host for it; a refusal is said and the host's order comes back.
 *
 * @param onMoved told once the host has done it, with the way back
 */
export const reorderQueue = (
  { queueList: { list }, verbs }: Pick<Screen, 'queueList' | 'verbs'>,
  order: Reorder,
  onMoved?: (takeBack: () => void) => void,
): void => {
  const { total } = list.store.getState()
  const moves = planMoves(order, list.idAt, total)
  if (moves.length === 0) return
  const back = planMovesBack(order.jobIds, list)
  const takeBack = (): void => void list.rearrange([], 0, async () => void (await verbs.moveMany(back)))
  void list.rearrange(order.jobIds, order.beforeIndex, async () => {
    if (await verbs.moveMany(moves)) onMoved?.(takeBack)
  })
}

/** Moves the active job, and what is chosen with it, by one place. Says where it stands then. */
export const stepInQueue = (screen: Screen, step: -1 | 1): void => {
  const { list, selection } = screen.queueList
  const { activeIndex, ids } = selection.store.getState()
  const { total } = list.store.getState()
  const activeId = list.idAt(activeIndex)
  if (activeId === null) return
  const jobIds = movedWith(activeId, list, ids)
  const places = jobIds.map(list.indexOf)
  const beforeIndex = step < 0 ? Math.min(...places) - 1 : Math.max(...places) + 2
  if (beforeIndex < 0 || beforeIndex > total) return
  reorderQueue(screen, { jobIds, beforeIndex })
  screen.announcer.say(
    translate('queue:movedToPlace', {
      place: formatNumber(list.indexOf(activeId) + 1),
      total: formatNumber(total),
    }),
  )
  focusRow(list.indexOf(activeId))
}

/** A row that changes its place in the page loses the keyboard on the way. */
const focusRow = (index: number): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role="grid"] [data-index="${index}"]`)?.focus())
}
