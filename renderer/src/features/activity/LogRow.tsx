import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogLevel } from '../../../../shared/activity/activityRoutes.ts'
import { formatExactMoment } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { writeLine, type LogLine } from './logLines.ts'
import { useCopyLines } from './useCopyLines.ts'
import { WhenCell } from './WhenCell.tsx'

const TONES: Record<LogLevel, string> = {
  debug: 'text-muted',
  info: 'text-accent',
  warn: 'text-warn',
  error: 'text-bad',
}

interface LogRowProps {
  line: LogLine
  tabIndex: 0 | -1
  now: number
  hasDays: boolean
  isOpen: boolean
  onToggle: () => void
}

export const LogRow = ({ line, tabIndex, now, hasDays, isOpen, onToggle }: LogRowProps) => {
  const { t } = useTranslation(['activity', 'ui'])
  const id = useId()
  const copyLines = useCopyLines()
  const detail = Object.keys(line.detail).length === 0 ? '' : JSON.stringify(line.detail)
  return (
    <div className={cx('border-b border-line', isOpen && 'bg-surface')}>
      <button
        type="button"
        data-main
        tabIndex={tabIndex}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
        className="flex min-h-6.5 w-full items-center gap-2 px-3 py-0.5 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight aria-hidden className={cx('size-3.5 shrink-0 text-muted', isOpen && 'rotate-90')} />
        <WhenCell at={line.at} now={now} hasDays={hasDays} />
        <span className={cx('w-16 shrink-0 text-sm', TONES[line.level])}>{t(`log.mark.${line.level}`)}</span>
        <span dir="auto" className="min-w-0 truncate">
          {line.message}
        </span>
        <span dir="auto" className="min-w-0 flex-1 truncate font-mono text-sm text-muted">
          {detail}
        </span>
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <div className="flex flex-col gap-2 ps-9 pe-3 pb-3">
            <p className="text-sm text-muted">{formatExactMoment(line.at)}</p>
            <p dir="auto" className="selectable [overflow-wrap:anywhere]">
              {line.message}
            </p>
            {detail !== '' && (
              <pre dir="auto" className="selectable font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
                {JSON.stringify(line.detail, null, 2)}
              </pre>
            )}
            <div>
              <Button tabIndex={tabIndex} onClick={() => void copyLines([writeLine(line)])}>
                {t('ui:copy')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </div>
  )
}
