import { Film, Play, X } from 'lucide-react'
import { memo, useId, useState } from 'react'
import { canResolve } from '../../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { posterPath } from '../../stores/mediaPaths.ts'
import { isFinished } from '../../stores/reviewStore.ts'
import { useAccounts, useJobs, useNow, useScreen, useVerbs } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { DecisionCard } from './DecisionCard.tsx'
import { JobActions } from './JobActions.tsx'
import { isMoving, progressPercent, writeError, writeRest, writeSettings, writeTiming } from './jobWording.ts'
import { StatusPill } from './StatusPill.tsx'

export const JobRow = memo(({ jobId }: { jobId: string }) => {
  const job = useJobs((state) => state.window.jobs.get(jobId))
  const promptId = useId()
  if (job === undefined) return null
  return (
    <li className="job" data-job-id={job.id} data-status={job.status}>
      <article className="job-row" aria-labelledby={promptId}>
        <Thumbnail job={job} />
        <div className="job-main">
          <p id={promptId} className="job-prompt" title={job.prompt}>
            {job.prompt}
          </p>
          <Chips job={job} />
        </div>
        <div className="job-side">
          <div className="job-state">
            <StatusPill status={job.status} />
            {isMoving(job.status) ? <Timing key={job.revision} job={job} /> : <Rest job={job} />}
          </div>
          <JobActions job={job} />
        </div>
        {isMoving(job.status) && (
          <div className="job-progress">
            <ProgressBar label="Progress" percent={progressPercent(job)} />
          </div>
        )}
        <Details job={job} />
      </article>
    </li>
  )
})
JobRow.displayName = 'JobRow'

const Thumbnail = ({ job }: { job: Job }) => {
  const { review } = useScreen()
  const [isBroken, setBroken] = useState(false)
  if (!isFinished(job))
    return (
      <div className="job-thumbnail" aria-hidden="true">
        <Film />
      </div>
    )
  return (
    <button type="button" className="job-thumbnail" aria-label="Play this take" onClick={() => review.open(job)}>
      {job.take.hasPoster && !isBroken ? (
        <img src={posterPath(job.take.id)} alt="" loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <Film aria-hidden />
      )}
      <span className="job-thumbnail-play" aria-hidden="true">
        <Play />
      </span>
    </button>
  )
}

const Chips = ({ job }: { job: Job }) => {
  const account = useAccounts(({ accounts }) =>
    accounts !== null && accounts.length > 1 ? accounts.find(({ id }) => id === job.accountId)?.name : undefined,
  )
  return (
    <div className="job-chips">
      {[...(account === undefined ? [] : [account]), ...writeSettings(job)].map((text) => (
        <span key={text} className="chip">
          {text}
        </span>
      ))}
    </div>
  )
}

/** Mounted anew with each revision, so that the estimate counts down from when it was made. */
const Timing = ({ job }: { job: Job }) => {
  const now = useNow(true)
  const [knownSince] = useState(now)
  return <span className="job-time">{writeTiming(job, now, knownSince)}</span>
}

const Rest = ({ job }: { job: Job }) => <span className="job-time">{writeRest(job, useNow(false))}</span>

const Details = ({ job }: { job: Job }) => {
  const { verbs } = useScreen()
  const notice = useVerbs((state) => state.notices[job.id])
  const error = job.error !== null && job.status === 'failed' ? writeError(job.error) : null
  return (
    <>
      {job.waitingFor !== null && <p className="job-detail">{job.waitingFor}</p>}
      {error !== null && (
        <p className="job-detail job-error">
          <strong>{error.who}:</strong> {error.what} <span className="job-money">{error.money}</span> {error.next}
        </p>
      )}
      {notice !== undefined && (
        <div className={`job-detail job-notice job-notice-${notice.tone}`} role="status">
          <span>{notice.text}</span>
          <IconButton label="Dismiss" icon={<X aria-hidden />} onClick={() => verbs.dismissNotice(job.id)} />
        </div>
      )}
      {canResolve(job) && <DecisionCard job={job} />}
    </>
  )
}
