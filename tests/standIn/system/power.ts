import type { PowerEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, part } from '../machine/member.ts'
import { options } from '../machine/options.ts'
import { openWindows } from '../windows/browserWindow.ts'

let isOnBattery = false

/** The typings give its listeners no event, although its text says that they can prevent it. */
interface Shutdown {
  shutdown: [Electron.Event]
}

const monitor = emittingPart<Electron.PowerMonitor, PowerEvents & Shutdown>('powerMonitor', {
  getSystemIdleState: () => 'active',
  getSystemIdleTime: () => 0,
  getCurrentThermalState: () => 'nominal',
  isOnBatteryPower: () => isOnBattery,
  get onBatteryPower() {
    return isOnBattery
  },
})
export const powerMonitor = monitor.object

const blockers = new Map<number, string>()
let lastBlocker = 0
export const powerSaveBlocker = part<Electron.PowerSaveBlocker>('powerSaveBlocker', {
  start: (type) => {
    lastBlocker += 1
    blockers.set(lastBlocker, type)
    return lastBlocker
  },
  stop: (id) => blockers.delete(id),
  isStarted: (id) => blockers.has(id),
})
/** What keeps the machine awake at the moment. */
export const heldBlockers = (): string[] => [...blockers.values()]

export const tellPower = (event: keyof PowerEvents): void => monitor.emit(event)

export const setBattery = (next: boolean): void => {
  isOnBattery = next
  monitor.emit(next ? 'on-battery' : 'on-ac')
}

/** Answers whether the app has asked the system to wait. Windows tells windows, the others tell the monitor. */
export const shutDownSystem = (): boolean => {
  if (options.platform === 'win32') {
    const reasons: Electron.WindowSessionEndEvent['reasons'] = ['shutdown']
    const event = createEvent({ reasons })
    for (const window of openWindows()) window.emit('query-session-end', event)
    if (!event.defaultPrevented)
      for (const window of openWindows()) window.emit('session-end', createEvent({ reasons }))
    return event.defaultPrevented
  }
  const event = createEvent({})
  monitor.emit('shutdown', event)
  return event.defaultPrevented
}
