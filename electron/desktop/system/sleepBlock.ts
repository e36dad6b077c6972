import type { WakeLock } from '../../core/ports.ts'

export interface SleepBlockDeps {
  /** Electron's `powerSaveBlocker`. */
  blocker: { start(type: 'prevent-app-suspension'): number; stop(id: number): boolean }
  /** The person's setting. */
  isWanted(): boolean
}

export interface SleepBlock extends WakeLock {
  /** The setting may be another one now. */
  settingChanged(): void
}

/** Keeps the computer awake, not its display, while anybody holds it and the person wants that. */
export const createSleepBlock = ({ blocker, isWanted }: SleepBlockDeps): SleepBlock => {
  let holders = 0
  let blockerId: number | null = null

  const settle = (): void => {
    const isBlocking = holders > 0 && isWanted()
    if (isBlocking && blockerId === null) blockerId = blocker.start('prevent-app-suspension')
    if (isBlocking || blockerId === null) return
    const id = blockerId
    blockerId = null
    blocker.stop(id)
  }

  return {
    hold() {
      holders += 1
      let isHolding = true
      const letGo = (): void => {
        if (!isHolding) return
        isHolding = false
        holders -= 1
        settle()
      }
      try {
        settle()
      } catch (error) {
        letGo()
        throw error
      }
      return letGo
    },
    settingChanged: settle,
  }
}
