import { FAILPOINTS, type Failpoint, type FailpointName } from './ports.ts'

/** A failpoint to crash at, and at which of its hits (1 is the first). */
export interface FailpointTarget {
  name: FailpointName
  hit: number
}

/** Reads `<name>` or `<name>:<nth hit>`; null when it names no known failpoint. */
export const parseFailpoint = (text: string): FailpointTarget | null => {
  const match = /^([a-z_.]+)(?::([1-9]\d{0,8}))?$/.exec(text)
  const name = FAILPOINTS.find((known) => known === match?.[1])
  return name === undefined ? null : { name, hit: Number(match?.[2] ?? 1) }
}

/** Calls `crash` at exactly the wanted hit of the wanted failpoint; without a target it does nothing. */
export const createFailpoint = (target: FailpointTarget | null, crash: () => void): Failpoint => {
  if (target === null) return () => {}
  let hits = 0
  return (name) => {
    if (name !== target.name) return
    hits += 1
    if (hits === target.hit) crash()
  }
}

/** Ends this process as a power cut would: nothing after it runs, nothing is flushed. */
export const crashThisProcess = (): void => {
  process.kill(process.pid, 'SIGKILL')
  // Where a signal is not delivered synchronously, nothing may run in between.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
