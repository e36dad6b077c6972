import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { browserTimers } from '../../bridge/timers.ts'
import { queryOfLibrary } from '../../stores/libraryQuery.ts'
import { useLibraryView, usePreferences, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { LayoutControls } from './LayoutControls.tsx'
import { TakesPane } from './TakesPane.tsx'
import { createTrashList } from './trashList.ts'
import { TrashPane } from './TrashPane.tsx'

/** The finished takes and what was put away. */
export const LibraryView = () => {
  const { t } = useTranslation('library')
  const { bridge, cache, libraryList, libraryView } = useScreen()
  const place = useLibraryView((state) => state.place)
  const takeCount = useQueue((state) => state.queue?.counts.completed)
  const librarySort = usePreferences((state) => state.librarySort)
  const libraryGroups = usePreferences((state) => state.libraryGroups)
  const [trash] = useState(() => createTrashList({ bridge, cache, timers: browserTimers }))
  const trashCount = useStore(trash.store, (state) => (state.phase === 'ready' ? state.count : undefined))

  useEffect(() => {
    const { list } = libraryList
    const { sort, groupBy } = list.store.getState().query
    const wanted = queryOfLibrary({ librarySort, libraryGroups })
    if (sort.by !== wanted.sort.by || sort.direction !== wanted.sort.direction || groupBy !== wanted.groupBy)
      list.change(wanted)
  }, [libraryList, librarySort, libraryGroups])
  useEffect(() => libraryList.list.start(), [libraryList])
  useEffect(() => trash.start(), [trash])

  return (
    <Tabs
      label={t('places')}
      value={place}
      tabs={[
        { value: 'takes', label: t('takes'), count: takeCount },
        { value: 'trash', label: t('trash'), count: trashCount },
      ]}
      onChange={libraryView.show}
      end={place === 'takes' ? <LayoutControls /> : undefined}
    >
      {place === 'takes' ? <TakesPane /> : <TrashPane trash={trash} />}
    </Tabs>
  )
}
