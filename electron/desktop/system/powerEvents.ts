import type { PowerEvents } from '../../core/ports.ts'
import type { NetworkWatch } from './networkWatch.ts'

type Listen = {
  (event: 'suspend', listener: () => void): unknown
  (event: 'resume', listener: () => void): unknown
  (event: 'unlock-screen', listener: () => void): unknown
}

export interface PowerEventsDeps {
  /** Electron's `powerMonitor`. */
  powerMonitor: { on: Listen; off: Listen }
  network: Pick<NetworkWatch, 'onBack' | 'look'>
}

/** What the operating system says of sleep, lock and network, as the engine hears it. */
export const createPowerEvents = ({ powerMonitor, network }: PowerEventsDeps): PowerEvents => ({
  onWake(listener) {
    const resumed = (): void => {
      listener('sleep')
      network.look()
    }
    // A screen may lock without a sleep, and some systems never say that they slept.
    const unlocked = (): void => {
      listener('unlock')
      network.look()
    }
    powerMonitor.on('resume', resumed)
    powerMonitor.on('unlock-screen', unlocked)
    const stopNetwork = network.onBack(() => listener('network'))
    return () => {
      powerMonitor.off('resume', resumed)
      powerMonitor.off('unlock-screen', unlocked)
      stopNetwork()
    }
  },
  onSuspend(listener) {
    powerMonitor.on('suspend', listener)
    return () => void powerMonitor.off('suspend', listener)
  },
})
