import { translate } from '../../i18n/i18n.ts'
import type { Screen } from '../../stores/screen.ts'
import { showToast } from '../../ui/toast.ts'
import type { NoticeTarget } from './noticeTarget.ts'

/** Shows a job in the queue with its details, wherever it is in the list. */
export const openJob = async ({ cache, navigation }: Screen, jobId: string): Promise<void> => {
  const answer = await cache.send('jobs.get', { jobId })
  if (!answer.ok) {
    const isGone = answer.error.code === 'not_found'
    return void showToast({ text: isGone ? translate('activity:jobGone') : answer.error.message, tone: 'error' })
  }
  cache.apply([answer.data])
  navigation.show('queue')
  navigation.openInspector(jobId)
}

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
