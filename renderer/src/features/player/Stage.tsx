import { useEffect, useRef, type PointerEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/classNames.ts'
import type { ZoomControl } from './useZoom.ts'
import type { Extent, Point } from './zoom.ts'

interface StageProps {
  ref: Ref<HTMLDivElement>
  picture: Extent
  control: ZoomControl
  /** A click that was no drag. */
  onPress: () => void
  /** Lies over the picture: problems, loading. */
  overlay: ReactNode
  children: ReactNode
}

const DRAG_FROM_PX = 3
/** A pinch arrives as a wheel with small steps. */
const PINCH_FACTOR = 8

const fromMiddle = (element: HTMLElement, event: MouseEvent): Point => {
  const box = element.getBoundingClientRect()
  return { x: event.clientX - box.x - box.width / 2, y: event.clientY - box.y - box.height / 2 }
}

/** Follows the window's size and the gestures that React can't listen to as we need (its wheel is passive). */
const useGestures = (control: ZoomControl) => {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(control)
  useEffect(() => {
    latest.current = control
  })
  useEffect(() => {
    const stage = element.current
    if (stage === null) return
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const deltaY = event.ctrlKey ? event.deltaY * PINCH_FACTOR : event.deltaY
      latest.current.turnWheel(deltaY, fromMiddle(stage, event))
    }
    const onDoubleClick = (event: MouseEvent): void => latest.current.toggle(fromMiddle(stage, event))
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) {
        latest.current.setView({ width: entry.contentRect.width, height: entry.contentRect.height })
      }
    })
    observer.observe(stage)
    stage.addEventListener('wheel', onWheel, { passive: false })
    stage.addEventListener('dblclick', onDoubleClick)
    return () => {
      observer.disconnect()
      stage.removeEventListener('wheel', onWheel)
      stage.removeEventListener('dblclick', onDoubleClick)
    }
  }, [])
  return element
}

/** The window onto the picture: zoom by wheel or pinch, pan by dragging, double click between fit and 100 %. */
export const Stage = ({ ref, picture, control, onPress, overlay, children }: StageProps) => {
  const { t } = useTranslation('player')
  const element = useGestures(control)
  const drag = useRef<{ x: number; y: number; isMoved: boolean } | null>(null)
  const { zoom, scale } = control

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, isMoved: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const from = drag.current
    if (from === null) return
    const by = { x: event.clientX - from.x, y: event.clientY - from.y }
    if (!from.isMoved && Math.hypot(by.x, by.y) < DRAG_FROM_PX) return
    drag.current = { x: event.clientX, y: event.clientY, isMoved: true }
    control.pan(by)
  }
  const onPointerUp = (): void => {
    if (drag.current?.isMoved === false) onPress()
    drag.current = null
  }

  return (
    <div
      ref={ref}
      role="group"
      aria-label={t('stage')}
      tabIndex={-1}
      className="relative flex min-h-0 min-w-0 flex-1 bg-stage outline-none"
    >
      <div
        ref={element}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => (drag.current = null)}
        className={cx(
          'relative min-w-0 flex-1 touch-none overflow-hidden',
          zoom.scale !== null && 'cursor-grab active:cursor-grabbing',
        )}
      >
        <div
          className="absolute top-1/2 left-1/2"
          style={{
            width: picture.width * scale,
            height: picture.height * scale,
            transform: `translate(-50%, -50%) translate(${zoom.x}px, ${zoom.y}px)`,
          }}
        >
          {children}
        </div>
      </div>
      {overlay}
    </div>
  )
}
