import { ListFilter } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RouteOutput } from '../../../../shared/ipc/contract.ts'
import type { SearchTime } from '../../../../shared/search/searchQuery.ts'
import { formatNumber, formatSize } from '../../i18n/format.ts'
import type { JobList } from '../../stores/jobList.ts'
import { useJobList, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DateFilter } from './DateFilter.tsx'
import {
  isTicked,
  readChips,
  readLength,
  ticked,
  toggleTick,
  withoutFilters,
  writeLength,
  type TickField,
} from './filterTerms.ts'
import { useSearchTime } from './useSearchTime.ts'

type Facets = RouteOutput<'library.facets'>
interface Choice {
  field: TickField
  value: string
  label: string
  count?: number
}

const SHAPES = ['landscape', 'portrait', 'square'] as const
const HAS = ['reference', 'batch'] as const
const IS = ['derived', 'remix', 'extend', 'edit', 'retry', 'variation'] as const

/** Everything to filter by. Each choice writes a term into the search box, and is read from there. */
export const FilterPopover = ({ list }: { list: JobList }) => {
  const { t } = useTranslation('library')
  const time = useSearchTime()
  const q = useJobList(list, (state) => state.query.q)
  const [isOpen, setOpen] = useState(false)
  const count = readChips(q, time).length
  return (
    <Popover
      title={t('filter.title')}
      isTitleHidden
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<ListFilter aria-hidden className="text-muted" />} title={t('filter.title')}>
          <span className="sr-only @xl:not-sr-only">{t('filter.open')}</span>
          {count > 0 && <span className="text-accent tabular-nums">{formatNumber(count)}</span>}
        </Button>
      }
    >
      <FilterForm list={list} q={q} time={time} />
    </Popover>
  )
}

const FilterForm = ({ list, q, time }: { list: JobList; q: string; time: SearchTime }) => {
  const { t } = useTranslation('library')
  const facets = useFacets()
  const write = (next: string): void => list.change({ q: next })
  const ticks = (choices: readonly Choice[]): ReactNode => (
    <Ticks q={q} time={time} choices={choices} onToggle={(field, value) => write(toggleTick(q, field, value, time))} />
  )
  return (
    <div className="space-y-3">
      {facets !== null && facets.models.length > 0 && (
        <Section title={t('filter.model')}>
          {ticks(facets.models.map(({ value, count }) => ({ field: 'model', value, label: value, count })))}
        </Section>
      )}
      {facets !== null && facets.accounts.length > 1 && (
        <Section title={t('filter.account')}>
          {ticks(facets.accounts.map(({ name, count }) => ({ field: 'account', value: name, label: name, count })))}
        </Section>
      )}
      <Section title={t('filter.size')}>
        {ticks([
          ...SHAPES.map((value): Choice => ({ field: 'size', value, label: t(`filter.${value}`) })),
          ...(facets?.sizes ?? []).map(({ value, count }): Choice => ({
            field: 'size',
            value,
            label: formatSize(value),
            count,
          })),
        ])}
      </Section>
      <Section title={t('filter.length')}>
        <LengthFilter q={q} time={time} onChange={write} />
      </Section>
      <Section title={t('filter.date')}>
        <DateFilter q={q} time={time} onChange={write} />
      </Section>
      <Section title={t('filter.kind')}>
        {ticks([
          ...HAS.map((value): Choice => ({ field: 'has', value, label: t(`filter.${value}`) })),
          ...IS.map((value): Choice => ({ field: 'is', value, label: t(`filter.${value}`) })),
        ])}
      </Section>
      <Button
        className="w-full"
        disabled={readChips(q, time).length === 0}
        onClick={() => write(withoutFilters(q, time))}
      >
        {t('filter.clear')}
      </Button>
    </div>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="min-w-0">
    <legend className="mb-0.5 text-sm text-muted">{title}</legend>
    {children}
  </fieldset>
)

interface TicksProps {
  q: string
  time: SearchTime
  choices: readonly Choice[]
  onToggle: (field: TickField, value: string) => void
}

const Ticks = ({ q, time, choices, onToggle }: TicksProps) => (
  <div className="grid max-h-36 grid-cols-2 gap-x-3 overflow-auto">
    {choices.map(({ field, value, label, count }) => (
      <div key={`${field} ${value}`} className="flex min-w-0 items-center gap-1">
        <div className="min-w-0 flex-1 truncate">
          <Checkbox
            label={label}
            isChecked={isTicked(ticked(q, field, time), value)}
            onChange={() => onToggle(field, value)}
          />
        </div>
        {count !== undefined && <span className="text-xs text-muted tabular-nums">{formatNumber(count)}</span>}
      </div>
    ))}
  </div>
)

interface PartProps {
  q: string
  time: SearchTime
  onChange: (q: string) => void
}

const LengthFilter = ({ q, time, onChange }: PartProps) => {
  const { t } = useTranslation('library')
  const { from, to } = readLength(q, time)
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t('filter.lengthFrom')}>
        {(control) => (
          <NumberInput
            {...control}
            value={from}
            min={0}
            onChange={(next) => onChange(writeLength(q, { from: next, to }, time))}
          />
        )}
      </Field>
      <Field label={t('filter.lengthTo')}>
        {(control) => (
          <NumberInput
            {...control}
            value={to}
            min={0}
            onChange={(next) => onChange(writeLength(q, { from, to: next }, time))}
          />
        )}
      </Field>
    </div>
  )
}

/** What there is to filter by among what the library shows; asked for each time the form opens. */
const useFacets = (): Facets | null => {
  const { bridge } = useScreen()
  const [facets, setFacets] = useState<Facets | null>(null)
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('library.facets', { statuses: ['completed'] })
      if (!isOver && answer.ok) setFacets(answer.data)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [bridge])
  return facets
}
