import type { Timers } from '../bridge/timers.ts'
import type { Screen } from '../stores/screen.ts'

type Shown = Pick<Screen, 'bridge' | 'navigation' | 'queueList' | 'libraryList'>

const isShown = ({ bridge, navigation, queueList, libraryList }: Shown): boolean => {
  if (bridge.connection() !== 'live') return false
  const { view } = navigation.store.getState()
  const list = view === 'queue' ? queueList.list : view === 'library' ? libraryList.list : null
  return list === null || list.store.getState().phase !== 'loading'
}

/** Calls once the first view has what it shows and has been painted with it. Returns the way to call it off. */
export const whenShown = (screen: Shown, timers: Timers, act: () => void): (() => void) => {
  let cancelPaint = (): void => {}
  const stopWatching = (): void => {
    for (const stop of stops) stop()
    stops = []
  }
  const look = (): void => {
    if (!isShown(screen)) return
    stopWatching()
    // The first frame draws it, the second one comes when it has been drawn.
    cancelPaint = timers.onFrame(() => {
      cancelPaint = timers.onFrame(act)
    })
  }
  let stops = [
    screen.bridge.onConnection(look),
    screen.navigation.store.subscribe(look),
    screen.queueList.list.store.subscribe(look),
    screen.libraryList.list.store.subscribe(look),
  ]
  look()
  return () => {
    stopWatching()
    cancelPaint()
  }
}
