import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyView } from '../../lazyView.tsx'
import { useConnection, useJobList, usePreferences, useQueue, useScreen } from '../../stores/screenContext.ts'
import { countFor, queryOfTab, STATUS_TABS, tabOf, type StatusTabId } from '../../stores/statusTabs.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { LoadingRows } from './LoadingRows.tsx'
import { QueueHeader } from './QueueHeader.tsx'
import { QueueList } from './QueueList.tsx'

/** Dragging is only needed where there is an order to change, so it comes right behind the first list. */
const loadReorderableList = async () => (await import('./ReorderableList.tsx')).ReorderableList
// Rows that are about to be replaced must not take the keyboard.
const ReorderableList = lazyView(loadReorderableList, { waiting: <LoadingRows /> })
const QueueEmpty = lazyView(async () => (await import('./QueueEmpty.tsx')).QueueEmpty)
const ChosenBar = lazyView(async () => (await import('./ChosenBar.tsx')).ChosenBar)

const TONES: Partial<Record<StatusTabId, 'warn' | 'bad'>> = { attention: 'warn', failed: 'bad' }
/** Everything that is to be made, is being made, or was made, by state. */
export const QueueView = () => {
  const { t } = useTranslation('queue')
  const { queueList, announcer } = useScreen()
  const { list } = queueList
  const tab = useJobList(list, (state) => tabOf(state.query.statuses))
  const counts = useQueue((state) => state.queue?.counts)
  const grouping = usePreferences((state) => state.queueGrouping)
  useEffect(() => {
    const { query } = list.store.getState()
    const wanted = queryOfTab(tabOf(query.statuses), grouping)
    if (wanted.groupBy !== query.groupBy) list.change(wanted)
  }, [list, grouping])
  useEffect(() => list.start(), [list])
  useEffect(() => void loadReorderableList(), [])

  const show = (next: StatusTabId): void => {
    list.change(queryOfTab(next, grouping))
    if (next === 'waiting') announcer.say(t('orderNote'))
  }
  return (
    <div className="@container flex min-h-0 flex-1 flex-col bg-canvas">
      <QueueHeader />
      <Tabs
        label={t('tabsLabel')}
        value={tab}
        tabs={STATUS_TABS.map(({ id }) => ({
          value: id,
          label: t(`tabs.${id}`),
          count: counts === undefined ? undefined : countFor(id, counts),
          tone: TONES[id] ?? 'plain',
        }))}
        onChange={show}
      >
        <Rows key={tab} tab={tab} />
      </Tabs>
    </div>
  )
}

const Rows = ({ tab }: { tab: StatusTabId }) => {
  const { queueList } = useScreen()
  const isEmpty = useJobList(queueList.list, (state) => state.total === 0)
  const connection = useConnection()
  const isLoading = useJobList(queueList.list, (state) => state.phase === 'loading') && connection !== 'offline'
  if (isEmpty) return isLoading ? <LoadingRows /> : <QueueEmpty />
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {tab === 'waiting' ? <ReorderableList /> : <QueueList />}
      <ChosenBar />
    </div>
  )
}
