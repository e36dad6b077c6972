import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { browserTimers } from '../../bridge/timers.ts'
import { useLibraryView, usePreferences, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { groupsFor } from './gridMeasure.ts'
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
  const { by, direction } = usePreferences((state) => state.librarySort)
  const groups = usePreferences((state) => state.libraryGroups)
  const [trash] = useState(() => createTrashList({ bridge, cache, timers: browserTimers }))
  const trashCount = useStore(trash.store, (state) => (state.phase === 'ready' ? state.count : undefined))

  useEffect(() => {
    const { list } = libraryList
    const { sort, groupBy } = list.store.getState().query
    const wanted = groupsFor(groups, by)
    if (sort.by !== by || sort.direction !== direction || groupBy !== wanted)
      list.change({ sort: { by, direction }, groupBy: wanted })
  }, [libraryList, by, direction, groups])
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
