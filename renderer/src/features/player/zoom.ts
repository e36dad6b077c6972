export interface Extent {
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

/** How large the picture is and how far its middle lies from the middle of the window, in CSS pixels. */
export interface Zoom {
  /** Device pixels for one of the video's; null fits the window. */
  scale: number | null
  x: number
  y: number
}

export const FIT: Zoom = { scale: null, x: 0, y: 0 }
export const ZOOM_SCALES = [0.5, 1, 2, 4] as const
const LEAST = 0.1
const MOST = 16
const STEP = 1.25

const isEmpty = ({ width, height }: Extent): boolean => width <= 0 || height <= 0

/** Device pixels for one pixel of the video when all of it is seen. */
export const fitScale = (view: Extent, picture: Extent, pixelRatio: number): number =>
  isEmpty(view) || isEmpty(picture)
    ? 1
    : Math.min(view.width / picture.width, view.height / picture.height) * pixelRatio

export const shownScale = (zoom: Zoom, view: Extent, picture: Extent, pixelRatio: number): number =>
  zoom.scale ?? fitScale(view, picture, pixelRatio)

/** The picture may be moved until its edge meets the window's, not away from it. */
const hold = (zoom: Zoom, view: Extent, picture: Extent, pixelRatio: number): Zoom => {
  if (zoom.scale === null) return FIT
  const reach = (shown: number, seen: number): number => Math.max(0, (shown - seen) / 2)
  const mostX = reach((picture.width * zoom.scale) / pixelRatio, view.width)
  const mostY = reach((picture.height * zoom.scale) / pixelRatio, view.height)
  const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value))
  return { scale: zoom.scale, x: within(zoom.x, mostX), y: within(zoom.y, mostY) }
}

/** Changes the scale and keeps what lies under `point` (from the window's middle) where it is. */
export const zoomTo = (
  zoom: Zoom,
  scale: number | null,
  point: Point,
  view: Extent,
  picture: Extent,
  pixelRatio: number,
): Zoom => {
  if (scale === null) return FIT
  const next = Math.min(MOST, Math.max(LEAST, scale))
  const factor = next / shownScale(zoom, view, picture, pixelRatio)
  const moved = { scale: next, x: point.x - (point.x - zoom.x) * factor, y: point.y - (point.y - zoom.y) * factor }
  return hold(moved, view, picture, pixelRatio)
}

export const panBy = (zoom: Zoom, by: Point, view: Extent, picture: Extent, pixelRatio: number): Zoom =>
  hold({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, view, picture, pixelRatio)

/** The scale that a turn of the wheel leads to; a mouse's notch is 100 or more, a pinch comes in small steps. */
export const scaleOfWheel = (scale: number, deltaY: number): number =>
  scale * STEP ** -Math.max(-1, Math.min(1, deltaY / 100))

export const stepScale = (scale: number, direction: -1 | 1): number => scale * STEP ** direction
