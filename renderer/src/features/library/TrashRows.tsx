import { RotateCcw, Trash2 } from 'lucide-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatFileSize, formatMoment, formatRoughDuration } from '../../i18n/format.ts'
import { JobPicture } from '../../jobs/JobPicture.tsx'
import { StatusPill } from '../../jobs/StatusPill.tsx'
import { useNow, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { ContextMenu, type MenuEntry } from '../../ui/Menu.tsx'
import { VirtualGrid } from '../../ui/VirtualGrid.tsx'
import { rowHeight } from './gridMeasure.ts'
import { COLUMN, ROW, trashColumnsFor } from './listColumns.ts'
import { LoadingRow } from './TakeRow.tsx'
import { chooseRow, type TrashChoice, type TrashList } from './trashList.ts'
import { useInnerSize } from './useInnerSize.ts'

const DAY_MS = 86_400_000
/** How many rows beyond the loaded ones can be scrolled to; they are loaded when they come into sight. */
const AHEAD_ROWS = 100

interface TrashRowsProps {
  trash: TrashList
  choice: TrashChoice
  onChoice: (choice: TrashChoice) => void
  onRemove: (jobIds: ReadonlySet<string>) => void
}

export const TrashRows = ({ trash, choice, onChoice, onRemove }: TrashRowsProps) => {
  const { t } = useTranslation('library')
  const { verbs } = useScreen()
  const { items, count, retentionDays } = useStore(trash.store)
  const now = useNow(false)
  const { ref, size } = useInnerSize()

  const leftOf = (job: Job): string => {
    const leftMs = (job.trashedAt ?? 0) + retentionDays * DAY_MS - now
    return leftMs <= 0 ? t('bin.goesSoon') : t('bin.goesIn', { left: formatRoughDuration(leftMs) })
  }
  const aim = (event: MouseEvent): void => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"][data-index]')
    const index = Number(item?.dataset['index'] ?? Number.NaN)
    const id = items[index]?.id
    if (id === undefined) {
      event.preventDefault()
      event.stopPropagation()
    } else if (!choice.ids.has(id)) onChoice(chooseRow(choice, items, index, 'one'))
  }
  const onItemKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' || choice.ids.size === 0) return
    event.preventDefault()
    onRemove(choice.ids)
  }
  const entries = (): MenuEntry[] => [
    {
      id: 'restore',
      label: t('bin.restore'),
      icon: <RotateCcw aria-hidden />,
      run: () => void verbs.restore([...choice.ids]),
    },
    {
      id: 'remove',
      label: t('bin.remove'),
      icon: <Trash2 aria-hidden />,
      tone: 'danger',
      run: () => onRemove(choice.ids),
    },
  ]
  return (
    <>
      <div ref={ref} className="h-0 shrink-0 overflow-y-scroll" />
      <ContextMenu entries={entries}>
        <div
          className="flex min-h-0 flex-1 flex-col"
          data-columns={trashColumnsFor(size.width, size.rem)}
          onContextMenuCapture={aim}
        >
          <VirtualGrid
            label={t('bin.list')}
            total={Math.min(count, items.length + AHEAD_ROWS)}
            lineHeight={rowHeight(size.rem)}
            keyAt={(index) => items[index]?.id ?? null}
            renderItem={(index) => {
              const job = items[index]
              if (job === undefined) return <LoadingRow />
              return <TrashRow job={job} isChosen={choice.ids.has(job.id)} left={leftOf(job)} now={now} />
            }}
            isChosen={(index) => choice.ids.has(items[index]?.id ?? '')}
            activeIndex={choice.activeIndex}
            onActivate={(activeIndex) => onChoice({ ...choice, activeIndex })}
            onChoose={(index, mode) => onChoice(chooseRow(choice, items, index, mode))}
            onOpen={(index) => onChoice(chooseRow(choice, items, index, 'one'))}
            onRange={(_, end) => trash.need(end)}
            onItemKey={onItemKey}
            itemAttributes={(index) => ({ 'data-job-id': items[index]?.id })}
          />
        </div>
      </ContextMenu>
    </>
  )
}

interface TrashRowProps {
  job: Job
  isChosen: boolean
  left: string
  now: number
}

const TrashRow = ({ job, isChosen, left, now }: TrashRowProps) => {
  const { t } = useTranslation('library')
  return (
    <div className={cx(ROW, 'border-b border-line', isChosen ? 'bg-selected' : 'hover:bg-raised')}>
      <div className={cx(COLUMN.picture, 'aspect-video overflow-hidden rounded-sm')}>
        <JobPicture job={job} className="bg-hover! object-contain!" />
      </div>
      <span dir="auto" className={COLUMN.prompt}>
        {job.prompt.slice(0, 300)}
      </span>
      <span className="hidden w-28 shrink-0 items-center in-data-[columns~=model]:flex">
        <StatusPill status={job.status} />
      </span>
      <span className={COLUMN.fileSize}>{job.take !== null && formatFileSize(job.take.sizeBytes)}</span>
      <span className="hidden w-44 shrink-0 truncate text-end text-sm text-muted tabular-nums in-data-[columns~=finished]:block">
        {t('bin.putAway', { moment: formatMoment(job.trashedAt ?? now, now) })}
      </span>
      <span
        className="w-24 shrink-0 truncate text-end text-sm text-muted"
        title={t('bin.putAway', { moment: formatMoment(job.trashedAt ?? now, now) })}
      >
        {left}
      </span>
    </div>
  )
}
