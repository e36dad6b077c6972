import { ChevronRight, CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityItem } from '../../../../shared/activity/activityRoutes.ts'
import { formatExactMoment } from '../../i18n/format.ts'
import { eventTone, readRequest, writeEvent, type EventTone } from '../../jobs/eventWording.ts'
import { RequestDetails } from '../../jobs/RequestDetails.tsx'
import { useAccounts, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { openJob } from './openTarget.ts'
import { WhenCell } from './WhenCell.tsx'

const LOOKS: Record<EventTone, { icon: LucideIcon | null; tone: string }> = {
  plain: { icon: null, tone: 'text-accent' },
  quiet: { icon: null, tone: 'text-control' },
  good: { icon: CircleCheck, tone: 'text-good' },
  warn: { icon: CircleAlert, tone: 'text-warn' },
  bad: { icon: CircleX, tone: 'text-bad' },
}

interface EventRowProps {
  event: ActivityItem
  tabIndex: 0 | -1
  now: number
  hasDays: boolean
  isOpen: boolean
  onToggle: () => void
}

/** One line of the timeline of all jobs; it opens to what is known of it. */
export const EventRow = ({ event, tabIndex, now, hasDays, isOpen, onToggle }: EventRowProps) => {
  const { t } = useTranslation('activity')
  const { t: tEvents } = useTranslation('events')
  const id = useId()
  const account = useAccounts((state) => state.accounts?.find((one) => one.id === event.accountId)?.name)
  const { icon: Icon, tone } = LOOKS[eventTone(event)]
  return (
    <div className={cx('border-b border-line', isOpen && 'bg-surface')}>
      <button
        type="button"
        data-main
        tabIndex={tabIndex}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
        className="flex min-h-7 w-full items-center gap-2 px-3 py-0.5 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight aria-hidden className={cx('size-3.5 shrink-0 text-muted', isOpen && 'rotate-90')} />
        <WhenCell at={event.at} now={now} hasDays={hasDays} />
        <span aria-hidden className={cx('grid size-4 shrink-0 place-items-center', tone)}>
          {Icon === null ? <span className="size-1.5 rounded-full bg-current" /> : <Icon className="size-4" />}
        </span>
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {writeEvent(event, tEvents)}
        </span>
        <span dir="auto" className="hidden w-1/3 truncate text-sm text-muted @3xl:block">
          {event.prompt}
        </span>
        <span className="hidden w-28 truncate text-end text-sm text-muted @4xl:block">
          {account ?? t('removedAccount')}
        </span>
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <EventDetails event={event} tabIndex={tabIndex} account={account ?? t('removedAccount')} />}
      </div>
    </div>
  )
}

const EventDetails = ({ event, account, tabIndex }: { event: ActivityItem; account: string; tabIndex: 0 | -1 }) => {
  const { t } = useTranslation('activity')
  const screen = useScreen()
  const request = readRequest(event)
  const hasDetail = Object.keys(event.detail).length > 0
  return (
    <div className="flex flex-col gap-2 ps-9 pe-3 pb-3">
      <p className="text-sm text-muted">{`${formatExactMoment(event.at)} · ${account}`}</p>
      {request !== null ? (
        <RequestDetails request={request} />
      ) : (
        hasDetail && (
          <pre dir="auto" className="selectable font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
            {JSON.stringify(event.detail, null, 2)}
          </pre>
        )
      )}
      <p dir="auto" className="selectable line-clamp-3 [overflow-wrap:anywhere]">
        {event.prompt}
      </p>
      <div>
        <Button tabIndex={tabIndex} onClick={() => void openJob(screen, event.jobId)}>
          {t('showJob')}
        </Button>
      </div>
    </div>
  )
}
