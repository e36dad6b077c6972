import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences, useScreen } from '../../stores/screenContext.ts'

const MIN_WIDTH = 260
const MAX_WIDTH = 720
const STEP = 20

/** The right-hand pane, as wide as the person drags it. */
export const InspectorPane = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation('shell')
  const { preferences } = useScreen()
  const width = usePreferences((state) => state.inspectorWidth)
  // Messages stand over this pane, where they hide nothing that is in use.
  useEffect(() => {
    document.body.style.setProperty('--inspector-width', `${width}px`)
    return () => void document.body.style.removeProperty('--inspector-width')
  }, [width])
  const drag = useRef<{ from: number; width: number } | null>(null)

  const resize = (wanted: number): void =>
    preferences.set({ inspectorWidth: Math.round(Math.min(Math.max(wanted, MIN_WIDTH), MAX_WIDTH)) })
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current !== null) resize(drag.current.width + drag.current.from - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') resize(width + STEP)
    if (event.key === 'ArrowRight') resize(width - STEP)
  }
  return (
    <aside
      aria-label={t('inspector')}
      className="relative flex max-w-[50vw] max-[56rem]:absolute max-[56rem]:inset-y-0 max-[56rem]:end-0 max-[56rem]:z-20 max-[56rem]:max-w-[85vw] max-[56rem]:shadow-dialog shrink-0 flex-col border-s border-line bg-surface"
      style={{ width }}
    >
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t('inspector')}
        aria-valuenow={width}
        aria-valuemin={MIN_WIDTH}
        aria-valuemax={MAX_WIDTH}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onKeyDown={onKeyDown}
        className="absolute inset-y-0 -start-1 z-10 w-2 cursor-col-resize touch-none transition-colors hover:bg-accent/30"
      />
      {children}
    </aside>
  )
}
