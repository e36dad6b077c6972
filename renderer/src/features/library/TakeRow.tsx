import { memo } from 'react'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatFileSize, formatMoment, formatSeconds, formatSize } from '../../i18n/format.ts'
import { useDragOut } from '../../jobs/useDragOut.ts'
import { useJob, useLibraryView, useNow } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { COLUMN, ROW } from './listColumns.ts'
import { TakePicture } from './TakePicture.tsx'

interface TakeRowProps {
  id: string | null
  isChosen: boolean
  isActive: boolean
  finishedWord: string
}

const SHOWN_PROMPT = 300

/** One take of the list, in columns. */
export const TakeRow = memo(({ id, ...rest }: TakeRowProps) => {
  const job = useJob(id)
  return job === undefined ? <LoadingRow /> : <Row job={job} {...rest} />
})

export const LoadingRow = () => (
  <div className={ROW}>
    <Skeleton className={cx(COLUMN.picture, 'aspect-video')} />
    <Skeleton className="h-3 flex-1" />
    <Skeleton className={cx(COLUMN.finished, 'h-3')} />
  </div>
)

interface RowProps extends Omit<TakeRowProps, 'id'> {
  job: Job
}

const Row = ({ job, isChosen, isActive, finishedWord }: RowProps) => {
  const now = useNow(false)
  const handle = useDragOut(job)
  const frame = useLibraryView(({ scrub }) => (scrub?.jobId === job.id ? scrub.frame : null))
  return (
    <div
      className={cx(ROW, 'border-b border-line', isChosen ? 'bg-selected' : isActive ? 'bg-hover' : 'hover:bg-raised')}
    >
      <TakePicture take={job.take} frame={frame} handle={handle} isSmall className={COLUMN.picture} />
      <span dir="auto" className={COLUMN.prompt}>
        {job.prompt.slice(0, SHOWN_PROMPT)}
      </span>
      <span className={COLUMN.model}>{job.model}</span>
      <span className={COLUMN.length}>{job.seconds !== null && formatSeconds(job.seconds)}</span>
      <span className={COLUMN.size}>{job.size !== null && formatSize(job.size)}</span>
      <span className={COLUMN.finished}>
        <span className="sr-only">{finishedWord} </span>
        {formatMoment(job.finishedAt ?? job.updatedAt, now)}
      </span>
      <span className={COLUMN.fileSize}>{job.take !== null && formatFileSize(job.take.sizeBytes)}</span>
    </div>
  )
}
