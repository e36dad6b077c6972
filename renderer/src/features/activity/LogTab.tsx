import { ClipboardCopy, ListX, ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogLevel } from '../../../../shared/activity/activityRoutes.ts'
import { useAnswer } from '../../stores/useAnswer.ts'
import { useNow } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import { Select } from '../../ui/Select.tsx'
import { WindowedList } from '../../ui/WindowedList.tsx'
import { countNewer, nameLines, writeLine, type LogLine } from './logLines.ts'
import { LogRow } from './LogRow.tsx'
import { NewOnTop } from './NewOnTop.tsx'
import { useCopyLines } from './useCopyLines.ts'
import { useOpenRows } from './useOpenRows.ts'
import { isOnEarlierDay } from './WhenCell.tsx'
import { Waiting } from './Waiting.tsx'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[]
const LINES = 1_000
const RENEW_MS = 3_000

/** What was logged since the start, as far as it is kept. */
export const LogTab = () => {
  const { t } = useTranslation('activity')
  const [level, setLevel] = useState<LogLevel>('info')
  const [words, setWords] = useState('')
  const q = words.trim()
  const filter = { level, limit: LINES, ...(q === '' ? {} : { q: q.slice(0, 1_000) }) }
  const { data, error, renew } = useAnswer('logs.list', filter, { everyMs: RENEW_MS })
  const copyLines = useCopyLines()
  const newest = data === null ? null : nameLines(data.items)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <div className="w-52">
          <Select
            label={t('log.level')}
            value={level}
            options={LEVELS.map((value) => ({ value, label: t(`log.levels.${value}`) }))}
            onChange={setLevel}
          />
        </div>
        <Input
          type="search"
          aria-label={t('log.search')}
          placeholder={t('log.search')}
          className="max-w-72 min-w-40 flex-1"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button
          className="ms-auto"
          icon={<ClipboardCopy aria-hidden />}
          aria-disabled={newest === null || newest.length === 0}
          onClick={() => newest !== null && newest.length > 0 && void copyLines(newest.map(writeLine))}
        >
          {t('log.copyAll')}
        </Button>
      </div>
      {newest === null ? (
        <Waiting error={error} onRetry={renew} />
      ) : (
        <Lines
          key={`${level} ${q}`}
          newest={newest}
          isFiltered={level !== 'debug' || q !== ''}
          onClear={() => {
            setLevel('debug')
            setWords('')
          }}
        />
      )}
    </>
  )
}

interface LinesProps {
  newest: readonly LogLine[]
  isFiltered: boolean
  onClear: () => void
}

/** The lines; while somebody reads, what is in sight stays and what is new is only counted. */
const Lines = ({ newest, isFiltered, onClear }: LinesProps) => {
  const { t } = useTranslation('activity')
  const now = useNow(false)
  const [held, setHeld] = useState<readonly LogLine[] | null>(null)
  const rows = useOpenRows((isResting) => setHeld(isResting ? newest : null))
  const lines = held ?? newest
  const hasDays = isOnEarlierDay(lines.at(-1)?.at, now)
  const newCount = held === null ? 0 : countNewer(held, newest)
  if (lines.length === 0)
    return isFiltered ? (
      <EmptyState
        icon={<ListX />}
        title={t('log.noMatch')}
        actions={<Button onClick={onClear}>{t('log.clear')}</Button>}
      >
        <p>{t('log.noMatchText')}</p>
      </EmptyState>
    ) : (
      <EmptyState icon={<ScrollText />} title={t('log.empty')}>
        <p>{t('log.emptyText')}</p>
      </EmptyState>
    )
  return (
    <div className="@container relative flex min-h-0 flex-1 flex-col">
      {newCount > 0 && <NewOnTop label={t('log.newLines', { count: newCount })} onShow={rows.startOver} />}
      <WindowedList
        key={rows.round}
        label={t('tabs.log')}
        items={lines}
        keyOf={({ key }) => key}
        rowHeight={27}
        onTop={rows.onTop}
        renderItem={(line, tabIndex) => (
          <LogRow
            line={line}
            tabIndex={tabIndex}
            now={now}
            hasDays={hasDays}
            isOpen={rows.isOpen(line.key)}
            onToggle={() => rows.toggle(line.key)}
          />
        )}
      />
    </div>
  )
}
