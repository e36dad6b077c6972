import { Ellipsis, Play, RefreshCw } from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatMoment, formatSeconds } from '../../i18n/format.ts'
import { missingTake } from '../../jobs/missingTake.ts'
import { playTake } from '../../jobs/playTake.ts'
import { useDragOut } from '../../jobs/useDragOut.ts'
import { useJob, useLibraryView, useNow, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { TakePicture } from './TakePicture.tsx'

interface TakeCellProps {
  id: string | null
  isChosen: boolean
  isActive: boolean
  /** Stands before the moment; handed down, because a translation in each of many cells costs. */
  finishedWord: string
}

/** As much of a prompt as could ever be seen in one line. */
const SHOWN_PROMPT = 300

/** One take of the grid: its picture, and below it what it is. */
export const TakeCell = memo(({ id, ...rest }: TakeCellProps) => {
  const job = useJob(id)
  return job === undefined ? <LoadingCell /> : <Cell job={job} {...rest} />
})

export const LoadingCell = () => (
  <div className="p-2">
    <Skeleton className="aspect-video" />
    <Skeleton className="mt-1.5 h-3 w-4/5" />
    <Skeleton className="mt-1.5 h-3 w-2/5" />
  </div>
)

interface CellProps extends Omit<TakeCellProps, 'id'> {
  job: Job
}

const Cell = ({ job, isChosen, isActive, finishedWord }: CellProps) => {
  const now = useNow(false)
  const frame = useLibraryView(({ scrub }) => (scrub?.jobId === job.id ? scrub.frame : null))
  const handle = useDragOut(job)
  const [isPointed, setPointed] = useState(false)
  return (
    <div
      className={cx(
        'h-full rounded-md p-2 transition-colors',
        isChosen ? 'bg-selected' : isActive ? 'bg-hover' : isPointed && 'bg-raised',
      )}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <div className="relative">
        <TakePicture
          take={job.take}
          frame={frame}
          handle={handle}
          className={cx(isChosen && 'outline-2 outline-accent')}
        />
        {isPointed && <CellButtons job={job} />}
      </div>
      <p dir="auto" className="mt-1 truncate">
        {job.prompt.slice(0, SHOWN_PROMPT)}
      </p>
      <p className="flex justify-between gap-2 text-xs text-muted">
        <span className="truncate">{job.model}</span>
        {job.seconds !== null && <span className="shrink-0 tabular-nums">{formatSeconds(job.seconds)}</span>}
        <span className="sr-only">
          {finishedWord} {formatMoment(job.finishedAt ?? job.updatedAt, now)}
        </span>
      </p>
    </div>
  )
}

const BUTTON =
  'pointer-events-auto grid size-7 place-items-center rounded-sm bg-black/70 text-on-stage transition-colors hover:bg-black [&_svg]:size-4'

/** For the pointer; the keyboard has Enter and the menu key for the same. */
const CellButtons = ({ job }: { job: Job }) => {
  const { t } = useTranslation('library')
  const screen = useScreen()
  const prompt = job.prompt.slice(0, 60)
  const isMissing = missingTake(job, screen.now.now()) === 'fetchable'
  return (
    <div className="pointer-events-none absolute inset-x-1 bottom-1.5 flex justify-between">
      <button
        type="button"
        tabIndex={-1}
        aria-label={t(isMissing ? 'fetchAgain' : 'play', { prompt })}
        {...(isMissing ? { title: t('fetchAgain', { prompt }) } : {})}
        className={BUTTON}
        onClick={() => (isMissing ? void screen.verbs.checkAgain(job.id) : playTake(screen, job, 'library'))}
      >
        {isMissing ? <RefreshCw aria-hidden /> : <Play aria-hidden />}
      </button>
      <button type="button" tabIndex={-1} aria-label={t('more', { prompt })} className={BUTTON} onClick={openMenu}>
        <Ellipsis aria-hidden />
      </button>
    </div>
  )
}

/** The same menu as with the other mouse button, at the button. */
export const openMenu = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLElement>): void => {
  currentTarget.dispatchEvent(
    new window.MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX, clientY }),
  )
}
