import { Ellipsis, Layers, ListX, RotateCcw, SquareCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../../shared/jobs/batch.ts'
import { formatDay, formatNumber } from '../../i18n/format.ts'
import { useBatch, useNow, useScreen } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import type { GridGroup } from '../../ui/gridLayout.ts'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { batchOfGroup, startOfDay } from './queueGroups.ts'

const LINE = 'flex h-full items-center gap-2 border-b border-line bg-canvas px-2 text-sm text-muted'

export const GroupHeading = ({ group, kind }: { group: GridGroup; kind: 'batch' | 'day' }) => {
  if (kind === 'day') return <DayHeading group={group} />
  const batchId = batchOfGroup(group)
  return batchId === null ? <SinglesHeading /> : <BatchHeading batchId={batchId} group={group} />
}

const SinglesHeading = () => {
  const { t } = useTranslation('queue')
  return <div className={LINE}>{t('batch.singles')}</div>
}

const DAY_MS = 86_400_000

const DayHeading = ({ group }: { group: GridGroup }) => {
  const { t } = useTranslation('queue')
  const now = useNow(false)
  const start = startOfDay(group.key)
  const isOn = (at: number): boolean => start !== null && new Date(start).toDateString() === new Date(at).toDateString()
  const name = isOn(now) ? t('day.today') : isOn(now - DAY_MS) ? t('day.yesterday') : null
  return (
    <div className={LINE}>
      <span className="font-medium text-text">{name ?? (start === null ? group.key : formatDay(start))}</span>
      <span className="tabular-nums">
        {t('day.jobs', { count: group.count, formatted: formatNumber(group.count) })}
      </span>
    </div>
  )
}

const BatchHeading = ({ batchId, group }: { batchId: string; group: GridGroup }) => {
  const { t } = useTranslation('queue')
  const batch = useBatch(batchId)
  const total = batch === undefined ? 0 : batch.jobCount - batch.trashedCount
  return (
    <div className={LINE}>
      <Layers aria-hidden className="size-3.5 shrink-0" />
      <span dir="auto" className="min-w-0 truncate font-medium text-text">
        {batch === undefined ? t('batch.name') : (batch.name ?? batch.prompt)}
      </span>
      {batch !== undefined && (
        <>
          <span className="ms-auto shrink-0 tabular-nums">
            {t('batch.finished', { finished: formatNumber(batch.counts.completed), total: formatNumber(total) })}
          </span>
          {batch.counts.failed > 0 && (
            <span className="hidden shrink-0 text-bad tabular-nums @md:inline">
              {t('batch.failed', { count: batch.counts.failed, formatted: formatNumber(batch.counts.failed) })}
            </span>
          )}
          <ProgressBar
            label={t('batch.progress')}
            percent={total === 0 ? 0 : (batch.counts.completed / total) * 100}
            className="hidden w-24 shrink-0 @lg:block"
          />
          <BatchMenu batch={batch} group={group} />
        </>
      )}
    </div>
  )
}

const BatchMenu = ({ batch, group }: { batch: Batch; group: GridGroup }) => {
  const { t } = useTranslation('queue')
  const { verbs, queueList } = useScreen()
  const { batchId, counts } = batch
  const { queued, failed } = counts
  const entries: MenuEntry[] = [
    {
      id: 'cancelRest',
      label: t('batch.cancelRest', { count: queued, formatted: formatNumber(queued) }),
      icon: <ListX aria-hidden />,
      isDisabled: queued === 0,
      run: () => void verbs.cancelMany({ filter: { batchId, status: ['queued'] } }),
    },
    {
      id: 'retryFailed',
      label: t('batch.retryFailed', { count: failed, formatted: formatNumber(failed) }),
      icon: <RotateCcw aria-hidden />,
      isDisabled: failed === 0,
      run: () => void verbs.retryMany({ filter: { batchId, status: ['failed'] } }),
    },
    { kind: 'separator', id: 'separator' },
    {
      id: 'chooseAll',
      label: t('batch.chooseAll'),
      icon: <SquareCheck aria-hidden />,
      run: () => void queueList.selection.chooseBetween(group.start, group.start + group.count - 1),
    },
  ]
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t('batch.menu')} icon={<Ellipsis aria-hidden />} className="h-6 w-6" />}
      entries={entries}
    />
  )
}
