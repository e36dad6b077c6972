import { CircleX, Copy, RefreshCw, RotateCcw, Settings2, KeyRound } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, JobError } from '../../../../shared/jobs/job.ts'
import { writeError } from '../../jobs/jobWording.ts'
import { useIsBusy, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { errorAction, type ErrorAction } from './errorAction.ts'

/** Who refused, whether money moved, and the way on. */
export const ErrorCard = ({ job, error }: { job: Job; error: JobError }) => {
  const { t } = useTranslation(['jobs', 'inspector'])
  const titleId = useId()
  const { who, what, money, next } = writeError(error, t)
  const details = {
    jobId: job.id,
    remoteId: job.remoteId,
    remoteStatus: job.remoteStatus,
    attempt: job.attempts,
    ...error,
  }
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-col gap-1.5 rounded-md border border-bad/40 bg-bad-soft p-3 [overflow-wrap:anywhere]"
    >
      <h3 id={titleId} className="flex gap-2 font-semibold">
        <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        {who}
      </h3>
      <p dir="auto" className="selectable">
        {what}
      </p>
      <p>{money}</p>
      <p className="text-muted">{next}</p>
      <div className="flex flex-wrap gap-2 pt-1">
        <NextAction job={job} />
        <Button
          tone="quiet"
          icon={<Copy aria-hidden />}
          onClick={() => void copyText(JSON.stringify(details, null, 2))}
        >
          {t('inspector:error.copy')}
        </Button>
      </div>
    </section>
  )
}

const ICONS: Record<ErrorAction, ReactNode> = {
  reuse: <Settings2 aria-hidden />,
  account: <KeyRound aria-hidden />,
  checkAgain: <RefreshCw aria-hidden />,
  retry: <RotateCcw aria-hidden />,
}

const NextAction = ({ job }: { job: Job }) => {
  const { t } = useTranslation(['jobs', 'inspector'])
  const { compose, navigation, verbs } = useScreen()
  const isBusy = useIsBusy(job.id)
  const action = errorAction(job)
  const labels: Record<ErrorAction, string> = {
    reuse: t('inspector:error.reuse'),
    account: t('inspector:error.account'),
    checkAgain: t('jobs:verbs.checkAgain'),
    retry: t('jobs:verbs.retry'),
  }
  const run: Record<ErrorAction, () => void> = {
    reuse: () => {
      navigation.set({ isComposerOpen: true })
      requestAnimationFrame(() => compose.ask({ kind: 'reuse', job }))
    },
    account: () => navigation.showSettings('accounts'),
    checkAgain: () => void verbs.checkAgain(job.id),
    retry: () => void verbs.retry(job.id),
  }
  return (
    <Button disabled={isBusy} icon={ICONS[action]} onClick={run[action]}>
      {labels[action]}
    </Button>
  )
}
