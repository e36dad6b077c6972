import { ArrowDownToLine, ArrowUpToLine, CircleX, ListX, RotateCcw, Trash2, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { canResolve } from '../../../shared/jobs/jobRules.ts'
import { formatNumber } from '../i18n/format.ts'
import type { BulkInput } from '../stores/jobVerbs.ts'
import type { ChosenList } from '../stores/screen.ts'
import { useScreen } from '../stores/screenContext.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/classNames.ts'
import { chosenJobs } from './chosenTakes.ts'
import { useChosenCounts } from './useChosenCounts.ts'

/** Verbs on everything that is chosen, each with the number of jobs it will reach; what reaches none is left out. */
export const ChosenVerbs = ({ chosen, className }: { chosen: ChosenList; className?: string }) => {
  const { t } = useTranslation('chosen')
  const screen = useScreen()
  const { verbs } = screen
  const counts = useChosenCounts(chosen)
  if (counts === null) return <span className="text-muted">{t('counting')}</span>
  const { queued, retryable, removable, undecided } = counts
  const act = async (verb: (jobs: BulkInput) => Promise<void>, isLast: boolean): Promise<void> => {
    const jobs = chosen.selection.asInput()
    if (jobs === null) return
    await verb(jobs)
    if (isLast) chosen.selection.clear()
  }
  const giveUp = async (): Promise<void> => {
    const jobs = await chosenJobs(screen, chosen, Number.POSITIVE_INFINITY)
    await verbs.giveUpMany(jobs.filter(canResolve).map(({ id }) => id))
    chosen.selection.clear()
  }
  return (
    <div className={cx('flex flex-wrap items-center gap-1', className)}>
      {queued > 0 && (
        <>
          <Verb
            icon={ArrowUpToLine}
            label={t('toFront')}
            run={() => act((jobs) => verbs.placeMany(jobs, 'front'), false)}
          />
          <Verb
            icon={ArrowDownToLine}
            label={t('toEnd')}
            run={() => act((jobs) => verbs.placeMany(jobs, 'end'), false)}
          />
          <Verb
            icon={ListX}
            label={t('cancel', { formatted: formatNumber(queued) })}
            run={() => act(verbs.cancelMany, true)}
          />
        </>
      )}
      {retryable > 0 && (
        <Verb
          icon={RotateCcw}
          label={t('retry', { formatted: formatNumber(retryable) })}
          run={() => act(verbs.retryMany, true)}
        />
      )}
      {removable > 0 && (
        <Verb
          icon={Trash2}
          label={t('trash', { formatted: formatNumber(removable) })}
          run={() => act(verbs.trash, true)}
        />
      )}
      {/* Sending them all again could be charged twice for each, so that stays a decision about one job. */}
      {undecided > 0 && (
        <>
          <Verb
            icon={CircleX}
            label={t('giveUp', { count: undecided, formatted: formatNumber(undecided) })}
            run={giveUp}
          />
          <p className="order-last w-full px-2 text-sm text-muted">{t('giveUpNote')}</p>
        </>
      )}
    </div>
  )
}

const Verb = ({ icon: Icon, label, run }: { icon: LucideIcon; label: string; run: () => Promise<void> }) => (
  <Button tone="quiet" icon={<Icon aria-hidden />} onClick={() => void run()}>
    {label}
  </Button>
)
