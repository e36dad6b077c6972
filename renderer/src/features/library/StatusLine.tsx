import { RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { useConnection, useJobList, useScreen, useSelection } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { readChips, withoutChip, withoutFilters } from './filterTerms.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { useSearchTime } from './useSearchTime.ts'

/** How many takes there are and which filters hold; the verbs, as soon as several takes are chosen. */
export const StatusLine = () => {
  const { libraryList } = useScreen()
  const { list, selection } = libraryList
  const total = useJobList(list, (state) => state.total)
  const isAll = useSelection(selection, (state) => state.isAll)
  const count = useSelection(selection, (state) => state.ids.size)
  const chosen = isAll ? total : count
  return (
    <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-2">
      {chosen > 1 ? <SelectionBar count={chosen} /> : <Found />}
    </div>
  )
}

const Found = () => {
  const { t } = useTranslation(['library', 'ui'])
  const { list } = useScreen().libraryList
  const time = useSearchTime()
  const q = useJobList(list, (state) => state.query.q)
  const total = useJobList(list, (state) => state.total)
  const isReady = useJobList(list, (state) => state.phase === 'ready')
  const failure = useJobList(list, (state) => (state.phase === 'ready' ? state.failure : null))
  const isLive = useConnection() === 'live'
  const chips = readChips(q, time)
  return (
    <>
      <span role="status" className="shrink-0 text-sm text-muted tabular-nums">
        {isReady && t('found', { count: total, formatted: formatNumber(total) })}
      </span>
      {chips.length > 0 && (
        <ul className="flex min-w-0 items-center gap-1">
          {chips.map(({ text }, place) => (
            <li key={`${place} ${text}`} className="flex h-6 min-w-0 items-center rounded-sm bg-hover ps-2 text-sm">
              <span dir="auto" className="truncate font-mono text-xs">
                {text}
              </span>
              <IconButton
                label={t('filter.removeChip', { term: text })}
                icon={<X aria-hidden />}
                onClick={() => list.change({ q: withoutChip(q, place, time) })}
                className="size-6 text-muted [&_svg]:size-3.5"
              />
            </li>
          ))}
          <li className="shrink-0">
            <Button tone="quiet" className="h-6 text-sm" onClick={() => list.change({ q: withoutFilters(q, time) })}>
              {t('filter.clear')}
            </Button>
          </li>
        </ul>
      )}
      {failure !== null && isLive && (
        <span className="ms-auto flex min-w-0 items-center gap-1 text-sm text-warn">
          <span className="truncate">{t('staleNote', { reason: failure })}</span>
          <IconButton
            label={t('ui:retry')}
            icon={<RotateCcw aria-hidden />}
            onClick={() => void list.refresh()}
            className="size-6"
          />
        </span>
      )}
    </>
  )
}
