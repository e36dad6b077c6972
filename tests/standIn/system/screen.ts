import { appIsReady } from '../app/appEvents.ts'
import type { ScreenEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart } from '../machine/member.ts'
import { options, type DisplayOptions } from '../machine/options.ts'

let displays: DisplayOptions[] = options.displays

const TASKBAR_HEIGHT = 40

const toDisplay = ({ x, y, width, height, scaleFactor = 1 }: DisplayOptions, index: number): Electron.Display => {
  const bounds = { x, y, width, height }
  const workArea = { ...bounds, height: height - (index === 0 ? TASKBAR_HEIGHT : 0) }
  return {
    id: index + 1,
    label: `Display ${index + 1}`,
    bounds,
    workArea,
    size: { width, height },
    workAreaSize: { width: workArea.width, height: workArea.height },
    scaleFactor,
    rotation: 0,
    internal: index === 0,
    detected: true,
    monochrome: false,
    colorDepth: 24,
    colorSpace: '',
    depthPerComponent: 8,
    displayFrequency: 60,
    accelerometerSupport: 'unknown',
    touchSupport: 'unknown',
    nativeOrigin: { x: x * scaleFactor, y: y * scaleFactor },
    maximumCursorSize: { width: 0, height: 0 },
  }
}

const all = (): Electron.Display[] => displays.map(toDisplay)

const primary = (): Electron.Display => {
  const [first] = all()
  if (first === undefined) throw new Error('A machine of the stand-in needs a display.')
  return first
}

export const primaryWorkArea = (): Electron.Rectangle => primary().workArea

const overlap = (one: Electron.Rectangle, other: Electron.Rectangle): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}

const distance = ({ x, y, width, height }: Electron.Rectangle, point: Electron.Point): number =>
  Math.hypot(Math.max(x - point.x, 0, point.x - x - width), Math.max(y - point.y, 0, point.y - y - height))

const best = (score: (display: Electron.Display) => number): Electron.Display =>
  all().toSorted((one, other) => score(other) - score(one))[0] ?? primary()

const guarded = emittingPart<Electron.Screen, ScreenEvents>('screen', {
  getAllDisplays: () => ready(all),
  getPrimaryDisplay: () => ready(primary),
  getDisplayMatching: (rect) => ready(() => best(({ bounds }) => overlap(bounds, rect))),
  getDisplayNearestPoint: (point) => ready(() => best(({ bounds }) => -distance(bounds, point))),
  getCursorScreenPoint: () => ready(() => ({ x: 0, y: 0 })),
})

const ready = <T>(answer: () => T): T => {
  if (!appIsReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event")
  return answer()
}

export const screen = guarded.object

/** A display is plugged in or out. */
export const setDisplays = (next: DisplayOptions[]): void => {
  const before = all()
  displays = next
  const event = createEvent({})
  for (const gone of before.slice(next.length)) guarded.emit('display-removed', event, gone)
  for (const added of all().slice(before.length)) guarded.emit('display-added', event, added)
  for (const [index, kept] of all().slice(0, before.length).entries()) {
    if (JSON.stringify(kept) !== JSON.stringify(before[index])) {
      guarded.emit('display-metrics-changed', event, kept, ['bounds', 'workArea'])
    }
  }
}
