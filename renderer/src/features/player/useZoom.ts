import { useCallback, useState } from 'react'
import { FIT, panBy, scaleOfWheel, shownScale, stepScale, zoomTo, type Extent, type Point, type Zoom } from './zoom.ts'

export interface ZoomControl {
  zoom: Zoom
  /** CSS pixels for one pixel of the video. */
  scale: number
  percent: number
  setView(view: Extent): void
  /** Null fits the window. */
  to(scale: number | null, point?: Point): void
  step(direction: -1 | 1): void
  /** Between fit and 100 %. */
  toggle(point: Point): void
  /** Fit, 100 %, 200 %, and round again. */
  cycle(): void
  turnWheel(deltaY: number, point: Point): void
  pan(by: Point): void
}

const MIDDLE: Point = { x: 0, y: 0 }

/** How large the picture is seen, kept from take to take so that the same corner can be compared. */
export const useZoom = (picture: Extent): ZoomControl => {
  const [zoom, setZoom] = useState<Zoom>(FIT)
  const [view, setView] = useState<Extent>({ width: 0, height: 0 })
  const ratio = window.devicePixelRatio
  const { width, height } = picture
  const change = useCallback(
    (next: (zoom: Zoom, scale: number) => number | null, point: Point) =>
      setZoom((now) => {
        const size = { width, height }
        return zoomTo(now, next(now, shownScale(now, view, size, ratio)), point, view, size, ratio)
      }),
    [width, height, view, ratio],
  )
  const shown = shownScale(zoom, view, picture, ratio)
  return {
    zoom,
    scale: shown / ratio,
    percent: Math.round(shown * 100),
    setView,
    to: (scale, point = MIDDLE) => change(() => scale, point),
    step: (direction) => change((_zoom, scale) => stepScale(scale, direction), MIDDLE),
    toggle: (point) => change((now) => (now.scale === null ? 1 : null), point),
    cycle: () => change((now) => (now.scale === null ? 1 : now.scale === 1 ? 2 : null), MIDDLE),
    turnWheel: (deltaY, point) => change((_zoom, scale) => scaleOfWheel(scale, deltaY), point),
    pan: (by) => setZoom((now) => panBy(now, by, view, { width, height }, ratio)),
  }
}
