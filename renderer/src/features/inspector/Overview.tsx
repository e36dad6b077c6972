import { CornerLeftUp, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { canResolve } from '../../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatRoughDuration } from '../../i18n/format.ts'
import { DecisionCard } from '../../jobs/DecisionCard.tsx'
import { JobPicture } from '../../jobs/JobPicture.tsx'
import { expiryLeftMs, isMoving, progressPercent, writeTiming, writeWaiting } from '../../jobs/jobWording.ts'
import { useDragOut } from '../../jobs/useDragOut.ts'
import { useNavigation, useNow, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { ErrorCard } from './ErrorCard.tsx'
import { MissingTake } from './MissingTake.tsx'
import { Parameters } from './Parameters.tsx'
import { PromptSection } from './PromptSection.tsx'
import { Section } from './Section.tsx'

/** What a job is and how it stands. */
export const Overview = ({ job }: { job: Job }) => (
  <div className="flex flex-col gap-4">
    {job.take !== null && <Picture job={job} missingSince={job.take.missingSince} />}
    {isMoving(job.status) && <Progress job={job} />}
    {canResolve(job) && <DecisionCard job={job} />}
    {job.status === 'failed' && job.error !== null && <ErrorCard job={job} error={job.error} />}
    <Waiting job={job} />
    <PromptSection prompt={job.prompt} />
    <Parameters job={job} />
    {job.parentJobId !== null && <Parent jobId={job.parentJobId} />}
  </div>
)

/** What is not there does not look as if it could be played. */
const Picture = ({ job, missingSince }: { job: Job; missingSince: number | undefined }) =>
  missingSince === undefined ? <Poster job={job} /> : <MissingTake job={job} since={missingSince} />

const Waiting = ({ job }: { job: Job }) => {
  const { t } = useTranslation('jobs')
  const text = writeWaiting(job, t)
  return text !== null && <p className="text-muted [overflow-wrap:anywhere]">{text}</p>
}

const Poster = ({ job }: { job: Job }) => {
  const { t } = useTranslation('inspector')
  const { navigation } = useScreen()
  const view = useNavigation((state) => state.view)
  const handle = useDragOut(job)
  return (
    <button
      {...handle}
      type="button"
      aria-label={t('play')}
      disabled={job.status !== 'completed'}
      onClick={() => navigation.play(job.id, view === 'library' ? 'library' : 'queue')}
      className="group/poster relative aspect-video w-full overflow-hidden rounded-md bg-stage"
    >
      <JobPicture job={job} className="object-contain!" />
      <span
        aria-hidden
        className="absolute inset-0 m-auto grid size-11 place-items-center rounded-full bg-stage/80 text-on-stage opacity-80 transition-opacity group-hover/poster:opacity-100"
      >
        <Play className="size-5 fill-current" />
      </span>
    </button>
  )
}

const Progress = ({ job }: { job: Job }) => {
  const { t } = useTranslation('jobs')
  const now = useNow(true)
  const leftMs = expiryLeftMs(job, now)
  return (
    <div className="flex flex-col gap-1.5 tabular-nums">
      <ProgressBar label={t(`status.${job.status}`)} percent={progressPercent(job)} />
      <p className="text-muted">{writeTiming(job, now, t)}</p>
      {leftMs !== null && (
        <p className="text-warn">
          {leftMs <= 0 ? t('expired') : t('expiresIn', { duration: formatRoughDuration(leftMs) })}
        </p>
      )}
    </div>
  )
}

const Parent = ({ jobId }: { jobId: string }) => {
  const { t } = useTranslation('inspector')
  const { navigation } = useScreen()
  return (
    <Section title={t('family')}>
      <Button icon={<CornerLeftUp aria-hidden />} onClick={() => navigation.inspect(jobId)} className="self-start">
        {t('parent')}
      </Button>
    </Section>
  )
}
