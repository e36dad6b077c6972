import {
  DndContext,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useSensor,
  useSensors,
  type DragStartEvent,
} from '@dnd-kit/core'
import { GripVertical } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { translate } from '../../i18n/i18n.ts'
import { movedWith, reorderQueue } from '../../stores/reorderQueue.ts'
import { useJob, useScreen } from '../../stores/screenContext.ts'
import { showToast } from '../../ui/toast.ts'
import { useCssLength } from '../../ui/useCssLength.ts'
import { QueueList } from './QueueList.tsx'
import { useDropPlace } from './useDropPlace.ts'

const NONE: ReadonlySet<string> = new Set()
// Commands move rows by keyboard and say so; the library's own words would only be heard twice.
const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
}

/** What waits, in the order of sending, to be dragged into another: by pointer at once, by touch after a moment. */
export const ReorderableList = () => {
  const screen = useScreen()
  const { list, selection } = screen.queueList
  const [dragged, setDragged] = useState<readonly string[]>([])
  const rowHeight = useCssLength('--row-height')
  const drop = useDropPlace(dragged.length > 0, rowHeight)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  )

  const begin = ({ active }: DragStartEvent): void => {
    const jobId = String(active.id)
    const { ids } = selection.store.getState()
    const index = list.indexOf(jobId)
    // The row that is held must not leave the page while the list scrolls under it.
    if (index >= 0) selection.activate(index)
    setDragged(movedWith(jobId, list, ids))
  }
  const end = (): void => {
    if (drop !== null) reorderQueue(screen, { jobIds: dragged, beforeIndex: drop.index }, offerUndo(dragged.length))
    setDragged([])
  }
  return (
    <DndContext
      sensors={sensors}
      accessibility={SILENT}
      autoScroll={{ threshold: { x: 0, y: 0.15 } }}
      onDragStart={begin}
      onDragEnd={end}
      onDragCancel={() => setDragged([])}
    >
      <div className="relative flex min-h-0 flex-1 flex-col">
        <QueueList draggedIds={dragged.length === 0 ? NONE : new Set(dragged)} RowFrame={DraggableRow} />
        {drop !== null && (
          <div
            aria-hidden
            data-drop-line
            className="pointer-events-none absolute inset-x-0 z-10 -mt-px h-0.5 bg-accent before:absolute before:-top-1 before:size-2.5 before:rounded-full before:bg-accent"
            style={{ top: drop.top }}
          />
        )}
      </div>
      <DragOverlay dropAnimation={null}>{dragged.length > 0 && <DragCard jobIds={dragged} />}</DragOverlay>
    </DndContext>
  )
}

const offerUndo = (count: number) => (takeBack: () => void) =>
  void showToast({
    text: translate('queue:moved', { count, formatted: formatNumber(count) }),
    action: { label: translate('ui:undo'), run: takeBack },
  })

const DraggableRow = ({ jobId, children }: { jobId: string; children: ReactNode }) => {
  const isQueued = useJob(jobId)?.status === 'queued'
  const { setNodeRef, listeners } = useDraggable({ id: jobId, disabled: !isQueued })
  return (
    <div ref={setNodeRef} {...listeners} className="h-full">
      {children}
    </div>
  )
}

const DragCard = ({ jobIds }: { jobIds: readonly string[] }) => {
  const { t } = useTranslation('queue')
  const job = useJob(jobIds[0] ?? null)
  return (
    <div className="ms-28 flex h-10 max-w-xs items-center gap-2 rounded-md border border-accent bg-raised px-3 shadow-popup">
      <GripVertical aria-hidden className="size-4 shrink-0 text-muted" />
      <span dir="auto" className="truncate">
        {jobIds.length > 1
          ? t('dragging', { count: jobIds.length, formatted: formatNumber(jobIds.length) })
          : job?.prompt.slice(0, 120)}
      </span>
    </div>
  )
}
