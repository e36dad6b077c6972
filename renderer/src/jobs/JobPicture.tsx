import { Film, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../shared/jobs/job.ts'
import { posterPath } from '../stores/mediaPaths.ts'
import { cx } from '../ui/classNames.ts'

/** A job's poster, or a quiet place for it. Fills its parent. */
export const JobPicture = ({ job, className }: { job: Job; className?: string }) => {
  const { t } = useTranslation('jobs')
  const [brokenTakeId, setBroken] = useState<string | null>(null)
  const take = job.take?.hasPoster === true ? job.take : null
  if (take !== null && brokenTakeId !== take.id)
    return (
      <img
        src={posterPath(take.id)}
        alt={t('posterOf', { prompt: job.prompt.slice(0, 80) })}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setBroken(take.id)}
        className={cx('size-full bg-stage object-cover', className)}
      />
    )
  const Icon = take === null ? Film : ImageOff
  return (
    <div className={cx('grid size-full place-items-center bg-track text-muted', className)}>
      <Icon aria-label={t('noPicture')} className="size-5 opacity-70" />
    </div>
  )
}
