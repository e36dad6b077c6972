import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import { SearchBox } from '../../jobs/SearchBox.tsx'
import { useForecast } from '../../jobs/useForecast.ts'
import { useJobList, usePreferences, useScreen } from '../../stores/screenContext.ts'
import { tabOf } from '../../stores/statusTabs.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { PauseControl } from './PauseControl.tsx'

const GROUPINGS = ['batch', 'day', 'none'] as const

/** Search, order, how long it will take, and the brake. */
export const QueueHeader = () => {
  const { t } = useTranslation('queue')
  const { queueList, preferences } = useScreen()
  const grouping = usePreferences((state) => state.queueGrouping)
  const tab = useJobList(queueList.list, (state) => tabOf(state.query.statuses))
  const forecast = useForecast()
  const remainingMs = forecast?.remainingMs ?? null
  return (
    <div className="flex flex-wrap items-center gap-2 px-2 pt-2 pb-1">
      <SearchBox list={queueList.list} label={t('search')} />
      {remainingMs !== null && remainingMs > 0 && (
        <span className="text-sm whitespace-nowrap text-muted tabular-nums" title={t('timeLeftNote')}>
          {t('timeLeft', { duration: formatRoughDuration(remainingMs) })}
        </span>
      )}
      {tab === 'failed' && <RetryAll />}
      {tab === 'waiting' ? null : (
        <div className="w-32 shrink-0">
          <Select
            label={t('grouping')}
            value={grouping}
            options={GROUPINGS.map((value) => ({ value, label: t(`groupings.${value}`) }))}
            onChange={(queueGrouping) => preferences.set({ queueGrouping })}
          />
        </div>
      )}
      <PauseControl forecast={forecast} />
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
    <Button icon={<RotateCcw aria-hidden />} aria-disabled={!isFailedShown} onClick={retry}>
      {t('retryAll', numbers)}
    </Button>
  )
}
