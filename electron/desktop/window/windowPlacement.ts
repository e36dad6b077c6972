/** Where a window is, in device-independent pixels; displays to the left of or above the main one are negative. */
export interface WindowBounds {
  x: number
  y: number
  width: number
  height: number
}

/** What of a display matters here: its area without taskbar and dock. Scaling is already taken out of these numbers. */
export interface DisplayArea {
  workArea: WindowBounds
}

/** Without `x` and `y` the system centres the window on the main display. */
export interface WindowPlacement {
  x?: number
  y?: number
  width: number
  height: number
}

export const DEFAULT_SIZE = { width: 1280, height: 820 } as const
export const MINIMUM_SIZE = { width: 720, height: 480 } as const

/** So much of the title bar must be in reach, or nobody can drag the window back. */
const REACHABLE_WIDTH = 120
const TITLE_BAR_HEIGHT = 32
/** Windows counts an invisible frame of some pixels as part of a window. */
const REACHABLE_HEIGHT = 24

/**
 * The place for a window that was last at `remembered`: there, if its title bar can still be reached; moved and shrunk into
 * the display that shows most of it otherwise; in the middle of the main display where none shows any of it.
 */
export const placeWindow = (
  remembered: WindowBounds | null,
  displays: readonly DisplayArea[],
  mainDisplay: DisplayArea,
): WindowPlacement => {
  if (remembered === null) return fitSize(DEFAULT_SIZE, mainDisplay.workArea)
  const areas = displays.map(({ workArea }) => workArea)
  const area = largestShare(remembered, areas)
  if (area === null) return fitSize(remembered, mainDisplay.workArea)
  const size = fitSize(remembered, area)
  const kept = { ...size, x: remembered.x, y: remembered.y }
  return isReachable(kept, areas) ? kept : moveInto(kept, area)
}

/** Where a window has to go after displays went away or changed; null where it may stay. */
export const rescueWindow = (
  bounds: WindowBounds,
  displays: readonly DisplayArea[],
  mainDisplay: DisplayArea,
): WindowBounds | null => {
  const areas = displays.map(({ workArea }) => workArea)
  if (areas.length === 0 || isReachable(bounds, areas)) return null
  const area = largestShare(bounds, areas) ?? mainDisplay.workArea
  return moveInto({ ...bounds, ...fitSize(bounds, area) }, area)
}

const fitSize = (size: { width: number; height: number }, area: WindowBounds): { width: number; height: number } => ({
  width: Math.max(MINIMUM_SIZE.width, Math.min(size.width, area.width)),
  height: Math.max(MINIMUM_SIZE.height, Math.min(size.height, area.height)),
})

/** A display that is smaller than the window shows its top left corner, where its buttons and its menu are. */
const moveInto = (bounds: WindowBounds, area: WindowBounds): WindowBounds => ({
  ...bounds,
  x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - bounds.width)),
  y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - bounds.height)),
})

const isReachable = (bounds: WindowBounds, areas: readonly WindowBounds[]): boolean => {
  const titleBar = { ...bounds, height: TITLE_BAR_HEIGHT }
  return areas.some((area) => {
    const seen = overlap(titleBar, area)
    return seen.width >= REACHABLE_WIDTH && seen.height >= REACHABLE_HEIGHT
  })
}

const largestShare = (bounds: WindowBounds, areas: readonly WindowBounds[]): WindowBounds | null => {
  const shares = areas.map((area) => ({ area, pixels: pixelsOf(overlap(bounds, area)) })).filter((s) => s.pixels > 0)
  return shares.toSorted((a, b) => b.pixels - a.pixels)[0]?.area ?? null
}

const pixelsOf = ({ width, height }: { width: number; height: number }): number => width * height

const overlap = (a: WindowBounds, b: WindowBounds): { width: number; height: number } => ({
  width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
  height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
})
