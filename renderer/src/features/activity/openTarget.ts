import { showJob } from '../../jobs/showJob.ts'
import type { Screen } from '../../stores/screen.ts'
import type { NoticeTarget } from './noticeTarget.ts'

/** Shows a job in the queue with its details, wherever it is in the list. */
export const openJob = (screen: Screen, jobId: string): Promise<void> => showJob(screen, jobId, { view: 'queue' })

export const openTarget = async (target: NoticeTarget, screen: Screen): Promise<void> => {
  const { navigation, queueList } = screen
  switch (target.to) {
    case 'job':
      return await openJob(screen, target.jobId)
    case 'batch':
      queueList.list.change({ q: '', statuses: [], batchId: target.batchId })
      return navigation.show('queue')
    case 'list':
      queueList.list.change({ q: '', statuses: target.statuses, batchId: null })
      return navigation.show('queue')
    case 'account':
      return navigation.showAccount(target.accountId)
    case 'library':
      return navigation.show('library')
    case 'storage':
      return navigation.showSettings('storage')
  }
}
