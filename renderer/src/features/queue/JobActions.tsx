import { ArrowDownToLine, CopyPlus, ListStart, Play, RefreshCw, RotateCcw, X } from 'lucide-react'
import { canCancel, canCheckAgain, canResolve, canRetry } from '../../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { downloadPath } from '../../stores/mediaPaths.ts'
import { isFinished, type FinishedJob } from '../../stores/reviewStore.ts'
import { useScreen, useVerbs } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'

/** The verbs that make sense in the job's present state. A question card brings its own answers. */
export const JobActions = ({ job }: { job: Job }) => {
  const { verbs, draft } = useScreen()
  const isBusy = useVerbs((state) => state.busy.has(job.id))
  const { id, prompt, accountId, model, seconds, size } = job
  return (
    <div className="job-actions">
      {canCheckAgain(job) && (
        <IconButton
          label="Check again"
          icon={<RefreshCw aria-hidden />}
          disabled={isBusy}
          onClick={() => void verbs.checkAgain(id)}
        />
      )}
      {job.status === 'queued' && (
        <IconButton
          label="Move to front"
          icon={<ListStart aria-hidden />}
          disabled={isBusy}
          onClick={() => void verbs.moveToFront(id)}
        />
      )}
      <IconButton
        label="Use this prompt again"
        icon={<CopyPlus aria-hidden />}
        onClick={() => draft.reuse({ prompt, accountId, model, seconds, size })}
      />
      {canRetry(job) && (
        <Button icon={<RotateCcw aria-hidden />} disabled={isBusy} onClick={() => void verbs.retry(id)}>
          Retry
        </Button>
      )}
      {canCancel(job) && !canResolve(job) && (
        <Button icon={<X aria-hidden />} disabled={isBusy} onClick={() => void verbs.cancel(id)}>
          Cancel
        </Button>
      )}
      {isFinished(job) && <TakeActions job={job} />}
    </div>
  )
}

const TakeActions = ({ job }: { job: FinishedJob }) => {
  const { review } = useScreen()
  return (
    <>
      <a
        className="button button-quiet button-icon"
        aria-label="Download"
        title="Download"
        href={downloadPath(job.take.id)}
        download={job.take.fileName}
      >
        <ArrowDownToLine aria-hidden />
      </a>
      <Button icon={<Play aria-hidden />} onClick={() => review.open(job)}>
        Play
      </Button>
    </>
  )
}
