import { useEffect, useRef, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useJobList, useNavigation, usePreferences, useScreen, useSelection } from '../../stores/screenContext.ts'
import { playTake } from '../../jobs/playTake.ts'
import { useWishes } from '../../stores/useWishes.ts'
import { ContextMenu } from '../../ui/Menu.tsx'
import { VirtualGrid } from '../../ui/VirtualGrid.tsx'
import { GroupHeading } from './GroupHeading.tsx'
import { measureGrid, rowHeight } from './gridMeasure.ts'
import { columnsFor } from './listColumns.ts'
import { ListHeader } from './ListHeader.tsx'
import { LoadingTakes } from './LoadingTakes.tsx'
import { TakeCell } from './TakeCell.tsx'
import { TakeRow } from './TakeRow.tsx'
import { takesMenu } from './takesMenu.tsx'
import { useInnerSize } from './useInnerSize.ts'
import { useFilmstrips } from './useFilmstrips.ts'

const GROUP_HEIGHT = 36

/** The takes as pictures or as rows: any number of them, of which those in sight exist. */
export const TakeGrid = () => {
  const { t } = useTranslation('library')
  const { t: jobText } = useTranslation(['jobs', 'ui'])
  const screen = useScreen()
  const { libraryList, libraryView, navigation } = screen
  const { list, selection, place } = libraryList
  const layout = usePreferences((state) => state.libraryLayout)
  const thumbnailWidth = usePreferences((state) => state.thumbnailWidth)
  const total = useJobList(list, (state) => state.total)
  const groups = useJobList(list, (state) => state.groups)
  const isLoading = useJobList(list, (state) => state.phase === 'loading')
  // The rows are drawn anew when pages come.
  useJobList(list, (state) => state.pages)
  const { ids, isAll, activeIndex } = useSelection(selection, (state) => state)
  const { ref, size } = useInnerSize()
  const focusRef = useWishes(place)
  const see = useFilmstrips()
  useFocusAfterPlaying(focusRef)

  const isGrid = layout === 'grid'
  const measure = measureGrid(size.width, thumbnailWidth, size.rem)
  const columns = isGrid ? measure.columns : 1
  const lineHeight = isGrid ? measure.lineHeight : rowHeight(size.rem)
  const activate = (index: number): void => {
    selection.activate(index)
    libraryView.endScrub()
    navigation.inspect(list.idAt(index))
  }
  const open = (index: number): void => {
    const job = screen.cache.get(list.idAt(index) ?? '')
    if (job !== undefined) playTake(screen, job, 'library')
  }
  /** A menu is for what it was called upon; elsewhere there is none. */
  const aim = (event: MouseEvent): void => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"][data-index]')
    const index = Number(item?.dataset['index'] ?? Number.NaN)
    const id = Number.isNaN(index) ? null : list.idAt(index)
    if (id === null) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    activate(index)
    const accountId = screen.cache.get(id)?.accountId
    if (accountId !== undefined) screen.accounts.needModels(accountId)
    if (!selection.isChosen(id)) void selection.choose(index, 'one')
  }
  const isReady = size.width > 0 && !isLoading
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-columns={columnsFor(size.width, size.rem)}>
      {!isGrid && <ListHeader />}
      <div ref={ref} className="h-0 shrink-0 overflow-y-scroll" />
      {!isReady && <LoadingTakes isGrid={isGrid} measure={measure} rowHeight={lineHeight} />}
      {isReady && (
        <ContextMenu entries={() => takesMenu(screen, t, jobText)}>
          <div className="flex min-h-0 flex-1 flex-col" onContextMenuCapture={aim}>
            <VirtualGrid
              key={layout}
              label={t('takes')}
              total={total}
              columns={columns}
              lineHeight={lineHeight}
              groups={groups}
              groupHeight={GROUP_HEIGHT}
              keyAt={list.idAt}
              renderItem={(index, { isActive, isChosen }) =>
                isGrid ? (
                  <TakeCell
                    id={list.idAt(index)}
                    isChosen={isChosen}
                    isActive={isActive}
                    finishedWord={t('finished')}
                  />
                ) : (
                  <TakeRow id={list.idAt(index)} isChosen={isChosen} isActive={isActive} finishedWord={t('finished')} />
                )
              }
              renderGroup={(group) => <GroupHeading group={group} />}
              isChosen={(index) => {
                const id = list.idAt(index)
                return id !== null && (isAll || ids.has(id))
              }}
              activeIndex={activeIndex}
              onActivate={activate}
              onChoose={(index, mode) => void selection.choose(index, mode)}
              onOpen={open}
              onRange={(start, end) => {
                list.need(start, end)
                see(start, end)
              }}
              itemAttributes={(index) => ({ 'data-job-id': list.idAt(index) ?? undefined })}
              itemClassName={isGrid ? 'rounded-md' : ''}
              focusRef={focusRef}
              recallPlace={place.recall}
              onPlace={place.keep}
            />
          </div>
        </ContextMenu>
      )}
    </div>
  )
}

/** Whoever comes back from the player finds the take that was played last. */
const useFocusAfterPlaying = (focusRef: { readonly current: ((index: number) => void) | null }): void => {
  const { libraryList } = useScreen()
  const playing = useNavigation((state) => state.playing)
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (playing !== null) {
      last.current = playing.jobId
      return
    }
    const index = last.current === null ? -1 : libraryList.list.indexOf(last.current)
    last.current = null
    if (index < 0) return
    libraryList.selection.activate(index)
    void libraryList.selection.choose(index, 'one')
    focusRef.current?.(index)
  }, [playing, libraryList, focusRef])
}
