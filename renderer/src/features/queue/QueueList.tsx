import { useState, type ComponentType, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { canResolve } from '../../../../shared/jobs/jobRules.ts'
import type { CommandScope } from '../../commands/command.ts'
import { openDecision } from '../../jobs/showInInspector.ts'
import type { JobsById } from '../../stores/jobCache.ts'
import { idAtPlace } from '../../stores/jobPages.ts'
import { useJobList, useNavigation, useScreen, useSelection } from '../../stores/screenContext.ts'
import { PlacedMenu, type MenuPlace } from '../../ui/Menu.tsx'
import { useWishes } from '../../stores/useWishes.ts'
import { useCssLength } from '../../ui/useCssLength.ts'
import { VirtualGrid } from '../../ui/VirtualGrid.tsx'
import { GroupHeading } from './GroupHeading.tsx'
import { groupByBatch } from './queueGroups.ts'
import { QueueRow } from './QueueRow.tsx'
import { rowVerb } from './rowVerb.ts'
import { useRowMenu } from './useRowMenu.ts'

/** Room for the bar of verbs that floats above the end of the list. */
const BAR_ROOM = 76

const QUEUE_SCOPE: ReadonlySet<CommandScope> = new Set(['queue'])

interface QueueListProps {
  /** Puts something around a row, such as what makes it draggable. */
  RowFrame?: ComponentType<{ jobId: string; children: ReactNode }>
  draggedIds?: ReadonlySet<string>
}

/** The rows of the present tab and search. */
export const QueueList = ({ RowFrame, draggedIds }: QueueListProps) => {
  const { t } = useTranslation('queue')
  const screen = useScreen()
  const { list, selection, place } = screen.queueList
  const total = useJobList(list, (state) => state.total)
  const query = useJobList(list, (state) => state.query)
  const runs = useJobList(list, (state) => state.groups)
  const pages = useJobList(list, (state) => state.pages)
  const ids = useSelection(selection, (state) => state.ids)
  const isAll = useSelection(selection, (state) => state.isAll)
  const activeIndex = useSelection(selection, (state) => state.activeIndex)
  const isInspectorOpen = useNavigation((state) => state.isInspectorOpen)
  const rowHeight = useCssLength('--row-height')
  const controlHeight = useCssLength('--control-height')
  const [menu, setMenu] = useState<(MenuPlace & { jobId: string }) | null>(null)
  const entries = useRowMenu(menu?.jobId ?? null)
  const focusRef = useWishes(place)

  // From the state, not from the list's functions: these stay the same while what they answer changes.
  const idAt = (index: number): string | null => idAtPlace(pages, index)
  const isChosen = (jobId: string | null): boolean => jobId !== null && (isAll || ids.has(jobId))
  const [sight, setSight] = useState({ start: 0, end: 0 })
  const statuses = useStore(screen.cache.store, ({ jobs }) => statusesIn(sight, idAt, jobs)).split(' ')
  const isSendOrder = query.sort.by === 'sendOrder'
  const hasChoice = isAll || ids.size > 1
  const openMenu = (jobId: string, owner: HTMLElement, point: MenuPlace['point'] = null): void =>
    setMenu({ jobId, owner, point })

  const see = (start: number, end: number): void => {
    setSight((known) => (known.start === start && known.end === end ? known : { start, end }))
    list.need(start, end)
  }
  const activate = (index: number): void => {
    selection.activate(index)
    const jobId = idAt(index)
    if (jobId !== null) screen.navigation.inspect(jobId)
  }
  const open = (index: number): void => {
    const jobId = idAt(index)
    const job = jobId === null ? undefined : screen.cache.get(jobId)
    if (job === undefined) return
    if (rowVerb(job, screen.now.now()) === 'play') screen.navigation.play(job.id, 'queue')
    else if (canResolve(job)) openDecision(screen, job.id)
    else if (!isInspectorOpen) screen.navigation.openInspector(job.id)
  }
  const openMenuAt = (index: number, owner: HTMLElement, point: MenuPlace['point']): void => {
    const jobId = idAt(index)
    if (jobId === null) return
    activate(index)
    if (!isChosen(jobId)) void selection.choose(index, 'one')
    openMenu(jobId, owner, point)
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"][data-index]')
    if (cell === null) return
    event.preventDefault()
    openMenuAt(Number(cell.dataset['index']), cell, { x: event.clientX, y: event.clientY })
  }
  const onItemKey = (event: KeyboardEvent, index: number): void => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    openMenuAt(index, event.target as HTMLElement, null)
  }
  const renderItem = (index: number): ReactNode => {
    const jobId = idAt(index)
    const row = (
      <QueueRow
        jobId={jobId}
        index={index}
        place={isSendOrder && query.q === '' ? index + 1 : null}
        isChosen={isChosen(jobId)}
        hasChoice={hasChoice}
        isDragged={jobId !== null && draggedIds?.has(jobId) === true}
        onMenu={openMenu}
      />
    )
    return jobId === null || RowFrame === undefined ? row : <RowFrame jobId={jobId}>{row}</RowFrame>
  }

  const groups = query.groupBy === 'runs' ? groupByBatch(runs) : runs
  return (
    <div className="@container flex min-h-0 flex-1 flex-col" onContextMenu={onContextMenu}>
      <VirtualGrid
        label={t('list')}
        total={total}
        lineHeight={rowHeight}
        groups={groups}
        groupHeight={controlHeight + 4}
        keyAt={idAt}
        renderItem={renderItem}
        renderGroup={(group) => <GroupHeading group={group} kind={query.groupBy === 'day' ? 'day' : 'batch'} />}
        isChosen={(index) => isChosen(idAt(index))}
        activeIndex={activeIndex}
        onActivate={activate}
        onChoose={(index, mode) => void selection.choose(index, mode)}
        onOpen={open}
        onRange={see}
        onItemKey={onItemKey}
        isForeignKey={(event) => screen.shortcuts.match(event, QUEUE_SCOPE).length > 0}
        itemClassName="h-full"
        itemAttributes={(index) => ({
          'data-job-id': idAt(index) ?? undefined,
          'data-status': statuses[index - sight.start],
        })}
        endSpace={hasChoice ? BAR_ROOM : 0}
        focusRef={focusRef}
        recallPlace={place.recall}
        onPlace={place.keep}
      />
      <PlacedMenu place={menu} entries={entries} onClose={() => setMenu(null)} />
    </div>
  )
}

/** The states of what is in sight, as one text, so that the list is drawn again only when one of them changes. */
const statusesIn = (
  { start, end }: { start: number; end: number },
  idAt: (index: number) => string | null,
  jobs: JobsById,
): string =>
  Array.from({ length: end - start }, (_, offset) => jobs.get(idAt(start + offset) ?? '')?.status ?? '').join(' ')
