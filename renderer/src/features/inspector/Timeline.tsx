import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JobEvent } from '../../../../shared/jobs/job.ts'
import { formatExactMoment } from '../../i18n/format.ts'
import { eventTone, readRequest, writeEvent, type EventTone } from '../../jobs/eventWording.ts'
import { RequestDetails } from '../../jobs/RequestDetails.tsx'
import { cx } from '../../ui/classNames.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { useJobEvents } from './useJobEvents.ts'

const DOTS: Record<EventTone, string> = {
  plain: 'bg-accent',
  good: 'bg-good',
  bad: 'bg-bad',
  warn: 'bg-warn',
  quiet: 'bg-control',
}

/** What happened to a job, the newest first. */
export const Timeline = ({ jobId, revision }: { jobId: string; revision: number }) => {
  const { t } = useTranslation('inspector')
  const { events, failure } = useJobEvents(jobId, revision)
  if (events === null && failure !== null) return <p className="text-bad">{`${t('timelineFailed')} ${failure}`}</p>
  if (events === null)
    return (
      <div className="flex flex-col gap-3">
        {[0, 1, 2, 3].map((index) => (
          <Skeleton key={index} className="h-8" />
        ))}
      </div>
    )
  if (events.length === 0) return <p className="text-muted">{t('timelineEmpty')}</p>
  return (
    <ol aria-label={t('timelineLabel')} className="flex flex-col">
      {events.toReversed().map((event) => (
        <TimelineEvent key={event.id} event={event} />
      ))}
    </ol>
  )
}

const TimelineEvent = ({ event }: { event: JobEvent }) => {
  const { t } = useTranslation('events')
  const tone = eventTone(event)
  return (
    <li className="relative ms-1 border-s border-line ps-4 pb-2.5 last:pb-0">
      <span aria-hidden className={cx('absolute -start-[4.5px] top-1.5 size-2 rounded-full', DOTS[tone])} />
      <p className={cx('[overflow-wrap:anywhere]', tone === 'quiet' && 'text-muted')}>{writeEvent(event, t)}</p>
      <Moment event={event} />
    </li>
  )
}

/** When it was, and behind that whatever else is known. */
const Moment = ({ event }: { event: JobEvent }) => {
  const { t } = useTranslation('inspector')
  const request = readRequest(event)
  const time = (
    <time dateTime={new Date(event.at).toISOString()} className="text-xs text-muted tabular-nums">
      {formatExactMoment(event.at)}
    </time>
  )
  if (request === null && Object.keys(event.detail).length === 0) return time
  return (
    <details className="group/details text-sm">
      <summary
        aria-label={t('detailsOf', { moment: formatExactMoment(event.at) })}
        className="flex min-h-6 w-fit list-none items-center gap-1 rounded-sm pe-1 text-muted hover:text-text"
      >
        {time}
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/details:rotate-90" />
      </summary>
      {request === null ? (
        <pre className="selectable pb-1 font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
          {JSON.stringify(event.detail, null, 2)}
        </pre>
      ) : (
        <RequestDetails request={request} />
      )}
    </details>
  )
}
