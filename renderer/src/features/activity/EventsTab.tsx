import { ListX, ScrollText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useAccounts, useNow, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import { Select } from '../../ui/Select.tsx'
import { WindowedList } from '../../ui/WindowedList.tsx'
import { createEventFeed, eventKey, type EventFeed } from './eventFeed.ts'
import { EVENT_KINDS, typesOf, type EventKind } from './eventKinds.ts'
import { EventRow } from './EventRow.tsx'
import { NewOnTop } from './NewOnTop.tsx'
import { useOpenRows } from './useOpenRows.ts'
import { isOnEarlierDay } from './WhenCell.tsx'
import { Waiting } from './Waiting.tsx'

const ANY_ACCOUNT = 'any'

/** Every step of every job, with what was asked and answered. */
export const EventsTab = () => {
  const { t } = useTranslation('activity')
  const accounts = useAccounts((state) => state.accounts) ?? []
  const [kind, setKind] = useState<EventKind>('all')
  const [account, setAccount] = useState(ANY_ACCOUNT)
  const feed = useFeed(kind, account === ANY_ACCOUNT ? null : account)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <div className="w-52">
          <Select
            label={t('filterType')}
            value={kind}
            options={EVENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={setKind}
          />
        </div>
        <div className="w-52">
          <Select
            label={t('filterAccount')}
            value={account}
            options={[
              { value: ANY_ACCOUNT, label: t('allAccounts') },
              ...accounts.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setAccount}
          />
        </div>
      </div>
      <Events
        key={`${kind} ${account}`}
        feed={feed}
        isFiltered={kind !== 'all' || account !== ANY_ACCOUNT}
        onShowAll={() => {
          setKind('all')
          setAccount(ANY_ACCOUNT)
        }}
      />
    </>
  )
}

/** One feed a filter, working while it is shown. */
const useFeed = (kind: EventKind, accountId: string | null): EventFeed => {
  const { bridge, timers } = useScreen()
  const make = () => createEventFeed({ bridge, timers, filter: { types: typesOf(kind), accountId } })
  const name = `${kind} ${accountId ?? ''}`
  const [made, setMade] = useState(() => ({ name, feed: make() }))
  const present = made.name === name ? made : { name, feed: make() }
  if (present !== made) setMade(present)
  useEffect(() => present.feed.start(), [present.feed])
  return present.feed
}

interface EventsProps {
  feed: EventFeed
  isFiltered: boolean
  onShowAll: () => void
}

const Events = ({ feed, isFiltered, onShowAll }: EventsProps) => {
  const { t } = useTranslation('activity')
  const { items, failure, isLoadingMore, hasNew } = useStore(feed.store)
  const now = useNow(false)
  const hasDays = isOnEarlierDay(items?.at(-1)?.at, now)
  const rows = useOpenRows((isResting) => feed.setResting(isResting))
  if (items === null) return <Waiting error={failure} onRetry={() => void feed.showNew()} />
  if (items.length === 0)
    return isFiltered ? (
      <EmptyState
        icon={<ListX />}
        title={t('noMatchingEvents')}
        actions={<Button onClick={onShowAll}>{t('showAllEvents')}</Button>}
      >
        <p>{t('noMatchingEventsText')}</p>
      </EmptyState>
    ) : (
      <EmptyState icon={<ScrollText />} title={t('noEvents')}>
        <p>{t('noEventsText')}</p>
      </EmptyState>
    )
  return (
    <div className="@container relative flex min-h-0 flex-1 flex-col">
      {hasNew && <NewOnTop label={t('newEvents')} onShow={rows.startOver} />}
      {failure !== null && <p className="border-b border-line px-3 py-1.5 text-bad">{failure.message}</p>}
      <WindowedList
        key={rows.round}
        label={t('tabs.events')}
        items={items}
        keyOf={eventKey}
        rowHeight={29}
        onEnd={() => void feed.loadMore()}
        onTop={rows.onTop}
        renderItem={(event, tabIndex) => (
          <EventRow
            event={event}
            tabIndex={tabIndex}
            now={now}
            hasDays={hasDays}
            isOpen={rows.isOpen(eventKey(event))}
            onToggle={() => rows.toggle(eventKey(event))}
          />
        )}
        end={isLoadingMore && <p className="px-3 py-2 text-muted">{t('loadingMore')}</p>}
      />
    </div>
  )
}
