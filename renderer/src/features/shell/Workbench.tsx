import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { listenToKeyboard } from '../../commands/keyboard.ts'
import type { View } from '../../stores/navigationStore.ts'
import { useConnection, useNavigation, useScreen } from '../../stores/screenContext.ts'
import { Banners } from './Banners.tsx'
import { InspectorPane } from './InspectorPane.tsx'
import { LockedScreen } from './LockedScreen.tsx'
import { NavRail } from './NavRail.tsx'
import { StatusStrip } from './StatusStrip.tsx'
import { useAppearance } from './useAppearance.ts'
import { useIsNarrow } from './useIsNarrow.ts'
import { ViewBoundary } from './ViewBoundary.tsx'

interface WorkbenchProps {
  views: Record<View, ReactNode>
  composer: ReactNode
  inspector: ReactNode
  /** Dialogs, the palette and the player. */
  overlays: ReactNode
}

/** The room: navigation left, the view in the middle, the inspector right, the composer below, the strip at the bottom. */
export const Workbench = (props: WorkbenchProps) => {
  const screen = useScreen()
  useAppearance()
  useEffect(() => listenToKeyboard(screen), [screen])
  return useConnection() === 'locked' ? <LockedScreen /> : <Room {...props} />
}

const Room = ({ views, composer, inspector, overlays }: WorkbenchProps) => {
  const { t } = useTranslation('shell')
  const view = useNavigation((state) => state.view)
  const hasJobs = view === 'queue' || view === 'library'
  const isComposerOpen = useNavigation((state) => state.isComposerOpen)
  const isInspectorOpen = useNavigation((state) => state.isInspectorOpen)
  useRoomForTheView()
  return (
    <div className="flex h-full flex-col">
      <div className="relative flex min-h-0 flex-1">
        <NavRail />
        <div className="flex min-w-0 flex-1 flex-col">
          <Banners />
          <main id="content" aria-label={t(view)} className="flex min-h-0 flex-1 flex-col">
            <h1 className="sr-only">{t(view)}</h1>
            <ViewBoundary key={view}>{views[view]}</ViewBoundary>
          </main>
          {hasJobs && isComposerOpen && (
            <section
              aria-label={t('composer')}
              className="max-h-[65vh] min-h-36 shrink-0 overflow-y-auto border-t border-line bg-surface"
            >
              <ViewBoundary>{composer}</ViewBoundary>
            </section>
          )}
        </div>
        {hasJobs && isInspectorOpen && (
          <InspectorPane>
            <ViewBoundary>{inspector}</ViewBoundary>
          </InspectorPane>
        )}
      </div>
      <StatusStrip />
      <ViewBoundary>{overlays}</ViewBoundary>
    </div>
  )
}

/** In a narrow window the inspector lies over the view, so it waits there until it is asked for. */
const useRoomForTheView = (): void => {
  const { navigation } = useScreen()
  const isNarrow = useIsNarrow()
  useLayoutEffect(() => {
    if (!isNarrow) return
    const wasOpen = navigation.store.getState().isInspectorOpen
    navigation.set({ isInspectorOpen: false })
    return () => {
      if (wasOpen) navigation.set({ isInspectorOpen: true })
    }
  }, [isNarrow, navigation])
}
