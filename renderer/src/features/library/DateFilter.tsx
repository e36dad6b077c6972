import { useTranslation } from 'react-i18next'
import { readPeriod } from '../../../../shared/search/period.ts'
import type { SearchTime } from '../../../../shared/search/searchQuery.ts'
import { cx } from '../../ui/classNames.ts'
import { Field, Input } from '../../ui/Field.tsx'
import { readDates, writeDates, type DateRange } from './filterTerms.ts'

const USUAL = [
  { id: 'today', range: { since: 'today', until: 'today' } },
  { id: 'yesterday', range: { since: 'yesterday', until: 'yesterday' } },
  { id: 'week', range: { since: '7d', until: null } },
  { id: 'month', range: { since: '30d', until: null } },
] as const satisfies readonly { id: string; range: DateRange }[]

interface DateFilterProps {
  q: string
  time: SearchTime
  onChange: (q: string) => void
}

/** Usual stretches of time, and any other by its first and last day. */
export const DateFilter = ({ q, time, onChange }: DateFilterProps) => {
  const { t } = useTranslation('library')
  const range = readDates(q, time)
  const write = (next: DateRange): void => onChange(writeDates(q, next, time))
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-1">
        {USUAL.map(({ id, range: usual }) => {
          const isOn = range.since === usual.since && range.until === usual.until
          return (
            <button
              key={id}
              type="button"
              aria-pressed={isOn}
              onClick={() => write(isOn ? { since: null, until: null } : usual)}
              className={cx(
                'h-6 rounded-sm border border-control px-2 text-sm transition-colors',
                isOn ? 'bg-selected text-accent' : 'text-muted hover:bg-hover hover:text-text',
              )}
            >
              {t(`filter.${id}`)}
            </button>
          )
        })}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('filter.since')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={dayOf(range.since, 'first', time)}
              onChange={(event) => write({ ...range, since: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t('filter.until')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={dayOf(range.until, 'last', time)}
              onChange={(event) => write({ ...range, until: event.target.value || null })}
            />
          )}
        </Field>
      </div>
    </div>
  )
}

/** The first or last day of a period, as the browser's field writes it; empty for none. */
const dayOf = (written: string | null, end: 'first' | 'last', time: SearchTime): string => {
  const period = written === null ? null : readPeriod(written, time)
  if (period === null) return ''
  const at = end === 'first' ? period.startMs : period.endMs - 1
  return new Date(at + time.utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
}
