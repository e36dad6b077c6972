import { systemClock } from '../../electron/core/systemClock.ts'

const LOOK_EVERY_MS = 5
const PATIENCE_MS = 30_000

/** Resolves as soon as the condition holds; rejects with its name when it never does. */
export const eventually = async (
  holds: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<void> => {
  const startedAt = systemClock.monotonic()
  while (!(await holds())) {
    if (systemClock.monotonic() - startedAt > patienceMs) throw new Error(`Waited in vain until: ${what}`)
    await new Promise<void>((resolve) => void systemClock.after(LOOK_EVERY_MS, resolve))
  }
}
