import { GripVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../shared/jobs/job.ts'
import { JobPicture } from './JobPicture.tsx'
import { canDragOut } from './dragOut.ts'
import { useDragOut } from './useDragOut.ts'

/** A take to take hold of and drop into another program. By keyboard: show it in its folder, or copy its path. */
export const TakeHandle = ({ job }: { job: Job }) => {
  const { t } = useTranslation('jobs')
  const handle = useDragOut(job)
  if (!canDragOut(job)) return null
  return (
    <div
      {...handle}
      data-take-handle
      className="flex cursor-grab items-center gap-2.5 rounded-md border border-dashed border-control bg-surface p-1.5 pe-3 text-muted select-none hover:border-accent hover:text-text active:cursor-grabbing"
    >
      <span className="block aspect-video w-20 shrink-0 overflow-hidden rounded-sm">
        <JobPicture job={job} />
      </span>
      <GripVertical aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 text-sm">{t('dragOut')}</span>
    </div>
  )
}
