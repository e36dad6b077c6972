import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../stores/preferencesStore.ts'
import { usePreferences, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { COLUMN, ROW } from './listColumns.ts'

/** Names the columns; those that can order the list do so when pressed. */
export const ListHeader = () => {
  const { t } = useTranslation('library')
  return (
    <div className="shrink-0 overflow-hidden border-b border-line bg-surface [scrollbar-gutter:stable]">
      <div className={cx(ROW, 'h-7! text-sm text-muted')}>
        <span className={COLUMN.picture} />
        <span className={COLUMN.prompt}>{t('columns.prompt')}</span>
        <span className={COLUMN.model}>{t('columns.model')}</span>
        <SortButton by="seconds" column="length" />
        <span className={COLUMN.size}>{t('columns.size')}</span>
        <SortButton by="finished" column="finished" />
        <SortButton by="fileSize" column="fileSize" />
      </div>
    </div>
  )
}

interface SortButtonProps {
  by: Preferences['librarySort']['by']
  column: 'length' | 'finished' | 'fileSize'
}

const SortButton = ({ by, column }: SortButtonProps) => {
  const { t } = useTranslation('library')
  const { preferences } = useScreen()
  const sort = usePreferences((state) => state.librarySort)
  const isOn = sort.by === by
  const Arrow = sort.direction === 'asc' ? ChevronUp : ChevronDown
  const name = t(`columns.${column}`)
  const direction = isOn && sort.direction === 'desc' ? 'asc' : 'desc'
  return (
    <span className={COLUMN[column]}>
      <button
        type="button"
        aria-label={
          isOn
            ? t(sort.direction === 'asc' ? 'sort.ascending' : 'sort.descending', { column: name })
            : t('sort.orderBy', { column: name })
        }
        onClick={() => preferences.set({ librarySort: { by, direction } })}
        className={cx(
          'inline-flex h-6 items-center gap-0.5 rounded-sm hover:text-text [&_svg]:size-3.5',
          isOn && 'text-text',
        )}
      >
        {isOn && <Arrow aria-hidden />}
        {name}
      </button>
    </span>
  )
}
