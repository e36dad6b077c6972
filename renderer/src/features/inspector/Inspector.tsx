import { MousePointerClick, PanelRightClose, SearchX } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenList } from '../../stores/screen.ts'
import { useJob, useJobList, useNavigation, useScreen, useSelection } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { EmptyState, Skeleton } from '../../ui/Message.tsx'
import { JobDetails } from './JobDetails.tsx'
import { SeveralJobs } from './SeveralJobs.tsx'

/** What is known of the chosen job, or of the chosen jobs together. */
export const Inspector = () => {
  const { queueList, libraryList } = useScreen()
  const view = useNavigation((state) => state.view)
  const inspectedId = useNavigation((state) => state.inspectedId)
  const chosen = view === 'library' ? libraryList : queueList
  const hasSeveral = useHasSeveral(chosen)
  if (hasSeveral)
    return (
      <WithClose>
        <SeveralJobs chosen={chosen} />
      </WithClose>
    )
  return inspectedId === null ? <Nothing /> : <OneJob key={inspectedId} jobId={inspectedId} />
}

const useHasSeveral = ({ list, selection }: ChosenList): boolean => {
  const total = useJobList(list, (state) => state.total)
  return useSelection(selection, (state) => (state.isAll ? total > 1 : state.ids.size > 1))
}

const WithClose = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation('inspector')
  const { navigation, shortcuts } = useScreen()
  return (
    <>
      <IconButton
        label={t('close')}
        keys={shortcuts.hint('toggleInspector')}
        icon={<PanelRightClose aria-hidden />}
        onClick={() => navigation.set({ isInspectorOpen: false })}
        className="absolute end-1.5 top-1.5 z-10"
      />
      {children}
    </>
  )
}

const Nothing = () => {
  const { t } = useTranslation('inspector')
  return (
    <WithClose>
      <EmptyState icon={<MousePointerClick />} title={t('nothingTitle')}>
        <p>{t('nothingText')}</p>
      </EmptyState>
    </WithClose>
  )
}

/** A job that no list holds, such as a parent, is fetched. */
const OneJob = ({ jobId }: { jobId: string }) => {
  const { t } = useTranslation('inspector')
  const { cache } = useScreen()
  const job = useJob(jobId)
  const [isGone, setGone] = useState(false)
  const isMissing = job === undefined
  useEffect(() => {
    if (!isMissing) return
    let isOver = false
    const fetchJob = async (): Promise<void> => {
      const answer = await cache.send('jobs.get', { jobId })
      if (answer.ok) cache.apply([answer.data])
      else if (!isOver) setGone(true)
    }
    void fetchJob()
    return () => {
      isOver = true
    }
  }, [cache, jobId, isMissing])
  if (job !== undefined) return <JobDetails job={job} />
  return (
    <WithClose>
      {isGone ? (
        <EmptyState icon={<SearchX />} title={t('gone')} />
      ) : (
        <div role="status" className="flex flex-col gap-3 p-3 pt-10">
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="aspect-video" />
          <Skeleton className="h-24" />
        </div>
      )}
    </WithClose>
  )
}
