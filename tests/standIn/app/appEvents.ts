import type { AppEvents } from '../machine/eventShapes.ts'
import type { Emit } from '../machine/member.ts'

let toApp: Emit<AppEvents> = () => {}

/** Set by the app object itself, so that windows can tell it of themselves. */
export const connectApp = (emit: Emit<AppEvents>): void => {
  toApp = emit
}

export const emitToApp: Emit<AppEvents> = (event, ...args) => toApp(event, ...args)

let isReady = false
const waiting: (() => void)[] = []

export const appIsReady = (): boolean => isReady

export const becomeReady = (): void => {
  isReady = true
  for (const run of waiting.splice(0)) run()
}

export const whenAppIsReady = (): Promise<void> =>
  isReady ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))

/** Electron's own words for what comes too early. */
export const requireReady = (what: string): void => {
  if (!isReady) throw new Error(`${what} before app is ready`)
}
