import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PollingPoint } from '../../../../shared/activity/activityRoutes.ts'
import { formatFileSize, formatMoment, formatNumber } from '../../i18n/format.ts'
import { BarChart } from '../../ui/BarChart.tsx'
import { FIGURES, readFigure, SLOTS, type Figure } from './pollingFigures.ts'

const NAMES = {
  requests: 'polling.requests',
  changes: 'polling.changes',
  throttled: 'polling.throttled',
  active: 'polling.activeJobs',
  downloadedBytes: 'polling.downloaded',
} as const satisfies Record<Figure, string>

const write = (figure: Figure, value: number): string =>
  figure === 'downloadedBytes' ? formatFileSize(value) : formatNumber(value)

interface PollingChartsProps {
  points: readonly PollingPoint[]
  /** Requests a minute that all accounts may send together; null where nothing may be sent. */
  budget: number | null
}

/** Five small charts on one axis of time; pointing at one shows that minute in all of them. */
export const PollingCharts = ({ points, budget }: PollingChartsProps) => {
  const [pointed, setPointed] = useState<number | null>(null)
  return (
    <div className="grid grid-cols-1 gap-x-6 gap-y-4 @2xl:grid-cols-2 @5xl:grid-cols-3">
      {FIGURES.map((figure) => (
        <Chart
          key={figure}
          figure={figure}
          points={points}
          limit={figure === 'requests' ? budget : null}
          pointed={pointed}
          onPoint={setPointed}
        />
      ))}
    </div>
  )
}

interface ChartProps {
  figure: Figure
  points: readonly PollingPoint[]
  limit: number | null
  pointed: number | null
  onPoint: (index: number | null) => void
}

const Chart = ({ figure, points, limit, pointed, onPoint }: ChartProps) => {
  const { t } = useTranslation('activity')
  const { values, now, most, total, ceiling, mark } = readFigure(points, figure, limit)
  const name = t(NAMES[figure])
  const words = { name, now: write(figure, now), most: write(figure, most) }
  const label =
    total === null ? t('polling.chartLevel', words) : t('polling.chart', { ...words, total: write(figure, total) })
  const shown = (pointed === null ? undefined : values[pointed]) ?? now
  const point = pointed === null ? undefined : points[pointed]
  const notes = [
    t('polling.most', { value: words.most }),
    ...(total === null ? [] : [t('polling.total', { value: write(figure, total) })]),
    ...(limit === null ? [] : [t('polling.budgetLine', { value: write(figure, limit) })]),
  ]
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="flex items-baseline gap-2">
        <span className="me-auto truncate text-sm text-muted">{name}</span>
        <span className="text-sm text-muted">
          {point === undefined ? t('polling.now') : t('polling.at', { time: formatMoment(point.at, point.at) })}
        </span>
        <span className="text-lg font-semibold tabular-nums">{write(figure, shown)}</span>
      </figcaption>
      <BarChart
        label={label}
        values={values}
        slots={SLOTS}
        ceiling={ceiling}
        mark={mark}
        tone={figure === 'throttled' ? 'warn' : 'accent'}
        pointed={pointed}
        onPoint={onPoint}
      />
      <p className="truncate text-sm text-muted tabular-nums">{notes.join(' · ')}</p>
    </figure>
  )
}
