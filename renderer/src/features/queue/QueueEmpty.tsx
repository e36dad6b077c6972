import { CircleAlert, Clapperboard, KeyRound, ListChecks, SearchX, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  useAccounts,
  useConnection,
  useJobList,
  usePreferences,
  useQueue,
  useScreen,
} from '../../stores/screenContext.ts'
import { queryOfTab, tabOf } from '../../stores/statusTabs.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'

/** No rows: each cause says what it is and offers the way out. */
export const QueueEmpty = () => {
  const { t } = useTranslation(['queue', 'ui'])
  const { bridge, navigation, queueList } = useScreen()
  const { list } = queueList
  const connection = useConnection()
  const phase = useJobList(list, (state) => state.phase)
  const failure = useJobList(list, (state) => state.failure)
  const q = useJobList(list, (state) => state.query.q)
  const tab = useJobList(list, (state) => tabOf(state.query.statuses))
  const grouping = usePreferences((state) => state.queueGrouping)
  const hasNoAccount = useAccounts((state) => state.accounts?.length === 0)
  const hasJobs = useQueue(({ queue }) => queue !== null && Object.values(queue.counts).some((count) => count > 0))
  const showAll = (
    <Button onClick={() => list.change({ q: '', ...queryOfTab('all', grouping) })}>{t('queue:empty.showAll')}</Button>
  )

  if (connection === 'offline')
    return (
      <EmptyState
        icon={<Unplug />}
        title={t('queue:empty.offlineTitle')}
        actions={<Button onClick={() => bridge.wake()}>{t('queue:empty.reconnect')}</Button>}
      >
        <p>{t('queue:empty.offlineText')}</p>
      </EmptyState>
    )
  if (phase === 'failed')
    return (
      <EmptyState
        icon={<CircleAlert />}
        title={t('queue:empty.failedTitle')}
        actions={<Button onClick={() => void list.refresh()}>{t('ui:retry')}</Button>}
      >
        <p>{failure}</p>
      </EmptyState>
    )
  if (q.trim() !== '')
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('queue:empty.searchTitle')}
        actions={
          <>
            <Button tone="primary" onClick={() => list.change({ q: '' })}>
              {t('queue:empty.clearSearch')}
            </Button>
            {tab !== 'all' && showAll}
          </>
        }
      >
        <p dir="auto" className="line-clamp-3 [overflow-wrap:anywhere]">
          {t('queue:empty.searchText', { q })}
        </p>
      </EmptyState>
    )
  if (hasNoAccount)
    return (
      <EmptyState
        icon={<KeyRound />}
        title={t('queue:empty.noAccountTitle')}
        actions={
          <Button tone="primary" onClick={() => navigation.showSettings('accounts')}>
            {t('queue:empty.addAccount')}
          </Button>
        }
      >
        <p>{t('queue:empty.noAccountText')}</p>
      </EmptyState>
    )
  if (tab !== 'all' && hasJobs)
    return <EmptyState icon={<ListChecks />} title={t(`queue:empty.tabs.${tab}`)} actions={showAll} />
  return <NothingYet />
}

const NothingYet = () => {
  const { t } = useTranslation('queue')
  const { compose, navigation } = useScreen()
  /** The composer may have to be opened first, and hears nothing before it is there. */
  const ask = (request: Parameters<typeof compose.ask>[0]): void => {
    navigation.set({ isComposerOpen: true })
    requestAnimationFrame(() => compose.ask(request))
  }
  return (
    <EmptyState
      icon={<Clapperboard />}
      title={t('empty.firstTitle')}
      actions={
        <>
          <Button tone="primary" onClick={() => ask({ kind: 'focus' })}>
            {t('empty.write')}
          </Button>
          <Button onClick={() => ask({ kind: 'sample', prompt: t('empty.samplePrompt') })}>{t('empty.sample')}</Button>
        </>
      }
    >
      <p>{t('empty.firstText')}</p>
    </EmptyState>
  )
}
