import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Job, JobStatus } from '../../../../shared/jobs/job.ts'
import { formatNumber } from '../../i18n/format.ts'
import { ChosenVerbs } from '../../jobs/ChosenVerbs.tsx'
import { StatusPill } from '../../jobs/StatusPill.tsx'
import type { ChosenList } from '../../stores/screen.ts'
import { useJobList, useScreen, useSelection } from '../../stores/screenContext.ts'
import { Section } from './Section.tsx'

const ORDER: readonly JobStatus[] = [
  'needs_attention',
  'submitting',
  'generating',
  'downloading',
  'queued',
  'completed',
  'failed',
  'cancelled',
]

/** How many of each state, of those that this screen knows. */
export const countStates = (
  ids: Iterable<string>,
  jobs: ReadonlyMap<string, Pick<Job, 'status'>>,
): { status: JobStatus; count: number }[] => {
  const counts = new Map<JobStatus, number>()
  for (const id of ids) {
    const status = jobs.get(id)?.status
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return ORDER.flatMap((status) => {
    const count = counts.get(status)
    return count === undefined ? [] : [{ status, count }]
  })
}

/** What is chosen, in numbers, and what can be done with it. */
export const SeveralJobs = ({ chosen }: { chosen: ChosenList }) => {
  const { t } = useTranslation('inspector')
  const { cache } = useScreen()
  const total = useJobList(chosen.list, (state) => state.total)
  const ids = useSelection(chosen.selection, (state) => state.ids)
  const isAll = useSelection(chosen.selection, (state) => state.isAll)
  const jobs = useStore(cache.store, (state) => state.jobs)
  const count = isAll ? total : ids.size
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-3" tabIndex={0}>
      <h2 className="text-lg font-semibold">{t('several.title', { count, formatted: formatNumber(count) })}</h2>
      {!isAll && (
        <Section title={t('several.states')}>
          <ul className="flex flex-col gap-1 tabular-nums">
            {countStates(ids, jobs).map((state) => (
              <li key={state.status} className="flex justify-between">
                <StatusPill status={state.status} />
                {formatNumber(state.count)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ChosenVerbs chosen={chosen} className="flex-col items-stretch [&>button]:justify-start" />
    </div>
  )
}
