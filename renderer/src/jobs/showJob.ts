import type { Job } from '../../../shared/jobs/job.ts'
import { translate } from '../i18n/i18n.ts'
import type { JobListQuery } from '../stores/jobList.ts'
import type { ChosenList, Screen } from '../stores/screen.ts'
import { queryOfTab } from '../stores/statusTabs.ts'
import { showToast } from '../ui/toast.ts'
import { playTake } from './playTake.ts'

/** Pixels between the top of a list and a job that it is opened at. */
const ROOM_ABOVE = 120

/**
 * Shows a job wherever it is: finished ones in the library, all others in the queue, chosen, in sight and with their
 * details. What a list is filtered by stays as long as it shows the job. Says so when there is no such job any more.
 */
export const showJob = async (
  screen: Screen,
  jobId: string,
  { isPlayed = false, view }: { isPlayed?: boolean; view?: 'queue' } = {},
): Promise<void> => {
  const { cache, libraryView, navigation, preferences } = screen
  const answer = await cache.send('jobs.get', { jobId })
  if (!answer.ok) {
    const isGone = answer.error.code === 'not_found'
    return void showToast({ text: isGone ? translate('jobs:gone') : answer.error.message, tone: 'error' })
  }
  const job = answer.data
  cache.apply([job])
  navigation.stopPlaying()
  navigation.set({ overlay: null, editingId: null })
  if (job.trashedAt !== null) {
    libraryView.show('trash')
    navigation.show('library')
  } else if (view === 'queue' || job.status !== 'completed') {
    const everything = queryOfTab('all', preferences.store.getState().queueGrouping)
    reveal(screen.queueList, jobId, { q: '', batchId: null, ...everything })
    navigation.show('queue')
  } else {
    libraryView.show('takes')
    reveal(screen.libraryList, jobId, { q: '', batchId: null })
    navigation.show('library')
  }
  navigation.openInspector(jobId)
  if (isPlayed && isFinished(job)) playTake(screen, job, view ?? 'library')
}

const isFinished = ({ status, trashedAt }: Job): boolean => status === 'completed' && trashedAt === null

/** @param everything what the list is asked for when it does not show the job as it is */
const reveal = ({ list, selection, place }: ChosenList, jobId: string, everything: Partial<JobListQuery>): void => {
  const look = (otherwise: (() => void) | null): void =>
    list.lookFor({
      jobIds: [jobId],
      otherwise: 0,
      onFound: (placeOf) => {
        const index = placeOf(jobId)
        if (index === null) return otherwise?.()
        selection.restore([jobId], index)
        place.keep({ index, offset: ROOM_ABOVE })
        place.goTo(index)
      },
    })
  look(() => {
    list.change(everything)
    look(null)
  })
}
