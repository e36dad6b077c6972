import { SquareCheck, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { ChosenVerbs } from '../../jobs/ChosenVerbs.tsx'
import { useJobList, useScreen, useSelection } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'

/** Floats above the end of the list while several jobs are chosen, so that nothing moves. */
export const ChosenBar = () => {
  const { t } = useTranslation('chosen')
  const { queueList, shortcuts } = useScreen()
  const { list, selection } = queueList
  const total = useJobList(list, (state) => state.total)
  const count = useSelection(selection, (state) => (state.isAll ? null : state.ids.size)) ?? total
  const isAll = useSelection(selection, (state) => state.isAll)
  if (!isAll && count < 2) return null
  return (
    <section
      aria-label={t('label')}
      className="pointer-events-none absolute inset-x-2 bottom-2 z-20 flex justify-center"
    >
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border border-line bg-raised px-2 py-1.5 shadow-popup">
        <span className="px-1 font-semibold tabular-nums" role="status">
          {t('count', { count, formatted: formatNumber(count) })}
        </span>
        {!isAll && count < total && (
          <Button tone="quiet" icon={<SquareCheck aria-hidden />} onClick={selection.chooseAll}>
            {t('chooseAll', { formatted: formatNumber(total) })}
          </Button>
        )}
        <span aria-hidden className="h-5 w-px bg-line" />
        <ChosenVerbs chosen={queueList} className="contents!" />
        <IconButton
          label={t('clear')}
          keys={shortcuts.hint('chooseNone')}
          icon={<X aria-hidden />}
          onClick={selection.clear}
        />
      </div>
    </section>
  )
}
