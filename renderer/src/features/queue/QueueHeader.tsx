import { ChevronDown, RotateCcw, Rows3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { SearchBox } from '../../jobs/SearchBox.tsx'
import { useJobList, usePreferences, useScreen } from '../../stores/screenContext.ts'
import { tabOf } from '../../stores/statusTabs.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { PauseControl } from './PauseControl.tsx'

const GROUPINGS = ['batch', 'day', 'none'] as const

/** Search, headings and the brake. */
export const QueueHeader = () => {
  const { t } = useTranslation('queue')
  const { queueList, preferences } = useScreen()
  const grouping = usePreferences((state) => state.queueGrouping)
  const tab = useJobList(queueList.list, (state) => tabOf(state.query.statuses))
  return (
    <div className="flex flex-wrap items-center gap-2 px-2 pt-2 pb-1">
      <SearchBox list={queueList.list} label={t('search')} />
      {tab === 'failed' && <RetryAll />}
      {tab === 'waiting' ? null : (
        <Menu
          trigger={
            <Button icon={<Rows3 aria-hidden />}>
              {t(`groupings.${grouping}`)}
              <ChevronDown aria-hidden />
            </Button>
          }
          entries={GROUPINGS.map((value) => ({
            kind: 'check',
            id: value,
            label: t(`groupings.${value}`),
            isChecked: value === grouping,
            run: () => preferences.set({ queueGrouping: value }),
          }))}
        />
      )}
      <PauseControl />
    </div>
  )
}

/** Everything that the failed tab shows, searched or not. */
const RetryAll = () => {
  const { t } = useTranslation('queue')
  const { queueList, verbs } = useScreen()
  const { list } = queueList
  const total = useJobList(list, (state) => state.total)
  const isFailedShown = useJobList(list, (state) => state.phase === 'ready' && !state.isRenewing)
  const q = useJobList(list, (state) => state.query.q)
  if (total === 0) return null
  const numbers = { count: total, formatted: formatNumber(total) }
  const retry = (): void => {
    const search = q.trim() === '' ? {} : { q, utcOffsetMinutes: -new Date().getTimezoneOffset() }
    if (isFailedShown) void verbs.retryMany({ filter: { ...search, status: ['failed'] } })
  }
  return (
    <Button
      icon={<RotateCcw aria-hidden />}
      aria-label={t('retryAllFailed', numbers)}
      aria-disabled={!isFailedShown}
      onClick={retry}
    >
      {t('retryAll', numbers)}
    </Button>
  )
}
