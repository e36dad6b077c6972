import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import {
  expiryLeftMs,
  isMoving,
  progressPercent,
  writeError,
  writeRest,
  writeTiming,
  writeWaiting,
} from '../../jobs/jobWording.ts'
import { StatusPill } from '../../jobs/StatusPill.tsx'
import { useNow } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

/** Below this, a copy that is not on disk yet is worth a word. */
const EXPIRY_WORTH_SAYING_MS = 24 * 3_600_000

/** What state a job is in, and what that means in time. */
export const RowState = ({ job, place }: { job: Job; place: number | null }) => {
  const { t } = useTranslation('queue')
  return (
    <div className="min-w-0 flex-1 self-start pt-1.5 text-sm tabular-nums">
      <div className="flex items-center justify-between gap-2">
        <StatusPill status={job.status} />
        {place !== null && (
          <span className="truncate text-muted">{t('row.place', { place: formatNumber(place) })}</span>
        )}
      </div>
      {isMoving(job.status) ? <Moving job={job} /> : <Resting job={job} />}
    </div>
  )
}

const Moving = ({ job }: { job: Job }) => {
  const { t } = useTranslation('jobs')
  const now = useNow(true)
  const timing = writeWaiting(job, t) ?? writeTiming(job, now, t)
  const isExpiring = isWorthSaying(expiryLeftMs(job, now))
  return (
    <>
      {/* Above the words, which take one line or two: so it stays where it is. */}
      <ProgressBar label={t(`status.${job.status}`)} percent={progressPercent(job)} className="my-1" />
      <Lines text={timing} isOne={isExpiring} />
      {isExpiring && <Expiry job={job} now={now} />}
    </>
  )
}

const Resting = ({ job }: { job: Job }) => {
  const { t } = useTranslation(['jobs', 'queue'])
  const hasExpiry = job.status === 'failed' && job.expiresAt !== null
  const now = useNow(hasExpiry)
  if (job.status === 'needs_attention') return <Lines text={t('queue:row.lost')} />
  if (job.status === 'failed' && job.error !== null) {
    const { who, what, money } = writeError(job.error, t)
    const leftMs = expiryLeftMs(job, now)
    if (isWorthSaying(leftMs) && leftMs > 0) return <Expiry job={job} now={now} />
    return <Lines text={`${who}. ${what}`} title={`${who}. ${what} ${money}`} />
  }
  if (job.take?.missingSince !== undefined) return <Lines text={t('queue:row.missing')} />
  return <Lines text={writeRest(job, now, t)} />
}

interface LinesProps {
  text: string
  title?: string
  isOne?: boolean
}

/** Two lines at most; what does not fit shows on hover, and in the inspector. */
const Lines = ({ text, title = text, isOne = false }: LinesProps) => (
  <p
    className={cx(
      'leading-4 [overflow-wrap:anywhere] text-muted',
      isOne ? 'line-clamp-1' : 'line-clamp-2 [[data-density=compact]_&]:line-clamp-1',
    )}
    title={title}
  >
    {text}
  </p>
)

const isWorthSaying = (leftMs: number | null): leftMs is number => leftMs !== null && leftMs <= EXPIRY_WORTH_SAYING_MS

/** Counts down where the provider's copy may die before it is here. */
const Expiry = ({ job, now }: { job: Job; now: number }) => {
  const { t } = useTranslation(['queue', 'jobs'])
  const leftMs = expiryLeftMs(job, now)
  if (!isWorthSaying(leftMs)) return null
  const isOver = leftMs <= 0
  const duration = formatRoughDuration(leftMs)
  return (
    <p
      className="flex items-center gap-1 leading-4 text-warn [[data-density=compact]_&]:hidden"
      title={isOver ? t('jobs:expired') : t('jobs:expiresIn', { duration })}
    >
      <Hourglass aria-hidden className="size-3 shrink-0" />
      <span className="truncate">{isOver ? t('jobs:expired') : t('queue:row.expiresIn', { duration })}</span>
    </p>
  )
}
