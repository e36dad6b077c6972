import { RefreshCw, Settings2, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatExactMoment } from '../../i18n/format.ts'
import { missingTake } from '../../jobs/missingTake.ts'
import { useIsBusy, useNow, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'

/** Says that a take's file is gone, and the way to have it again. */
export const MissingTake = ({ job, since }: { job: Job; since: number }) => {
  const { t } = useTranslation(['inspector', 'jobs'])
  const { compose, navigation, verbs } = useScreen()
  const isBusy = useIsBusy(job.id)
  const isFetchable = missingTake(job, useNow(true)) === 'fetchable'
  const reuse = (): void => {
    navigation.set({ isComposerOpen: true })
    requestAnimationFrame(() => compose.ask({ kind: 'reuse', job }))
  }
  const copy = !isFetchable
    ? t('inspector:file.copyGone')
    : job.expiresAt === null
      ? t('inspector:file.copyLives')
      : t('inspector:file.copyLivesUntil', { moment: formatExactMoment(job.expiresAt) })
  return (
    <div className="flex flex-col items-start gap-2 rounded-md border border-warn bg-warn-soft p-3">
      <p className="flex gap-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        {t('inspector:file.missing', { moment: formatExactMoment(since) })}
      </p>
      <p>{copy}</p>
      {isFetchable ? (
        <Button disabled={isBusy} icon={<RefreshCw aria-hidden />} onClick={() => void verbs.checkAgain(job.id)}>
          {t('jobs:verbs.downloadAgain')}
        </Button>
      ) : (
        <Button icon={<Settings2 aria-hidden />} onClick={reuse}>
          {t('jobs:verbs.useSettings')}
        </Button>
      )}
    </div>
  )
}
