import { Clapperboard, SearchX, TriangleAlert, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../jobs/SearchBox.tsx'
import { useConnection, useJobList, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import { FilterPopover } from './FilterPopover.tsx'
import { OrderMenu } from './OrderMenu.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TakeGrid } from './TakeGrid.tsx'

export const TakesPane = () => {
  const { t } = useTranslation('library')
  const { list } = useScreen().libraryList
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="@container shrink-0">
        <div className="flex flex-wrap items-center gap-1.5 px-2 pt-2 pb-1">
          <SearchBox list={list} label={t('search')} />
          <FilterPopover list={list} />
          <OrderMenu />
        </div>
        <StatusLine />
      </div>
      <Takes />
    </div>
  )
}

/** The takes, or why there are none to see. */
const Takes = () => {
  const { list } = useScreen().libraryList
  const phase = useJobList(list, (state) => state.phase)
  const total = useJobList(list, (state) => state.total)
  const isOffline = useConnection() === 'offline'
  if (phase !== 'ready' && isOffline) return <Offline />
  if (phase === 'failed') return <Failed />
  if (phase === 'ready' && total === 0) return <Nothing />
  return <TakeGrid />
}

const Offline = () => {
  const { t } = useTranslation(['library', 'ui'])
  const { bridge } = useScreen()
  return (
    <EmptyState
      icon={<Unplug />}
      title={t('empty.offlineTitle')}
      actions={<Button onClick={() => bridge.wake()}>{t('ui:retry')}</Button>}
    >
      <p>{t('empty.offline')}</p>
    </EmptyState>
  )
}

const Failed = () => {
  const { t } = useTranslation(['library', 'ui'])
  const { list } = useScreen().libraryList
  const failure = useJobList(list, (state) => state.failure)
  return (
    <EmptyState
      icon={<TriangleAlert />}
      title={t('empty.failedTitle')}
      actions={<Button onClick={() => void list.refresh()}>{t('ui:retry')}</Button>}
    >
      <p>{failure}</p>
    </EmptyState>
  )
}

/** Nothing yet, or nothing that fits. */
const Nothing = () => {
  const { t } = useTranslation('library')
  const { compose, libraryList, navigation } = useScreen()
  const q = useJobList(libraryList.list, (state) => state.query.q.trim())
  if (q !== '')
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('empty.filteredTitle')}
        actions={<Button onClick={() => libraryList.list.change({ q: '' })}>{t('filter.clearAll')}</Button>}
      >
        <p className="[overflow-wrap:anywhere]">{t('empty.filtered', { q: q.slice(0, 200) })}</p>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Clapperboard />}
      title={t('empty.nothingTitle')}
      actions={
        <Button
          tone="primary"
          onClick={() => {
            navigation.set({ isComposerOpen: true })
            compose.ask({ kind: 'focus' })
          }}
        >
          {t('empty.compose')}
        </Button>
      }
    >
      <p>{t('empty.nothing')}</p>
    </EmptyState>
  )
}
