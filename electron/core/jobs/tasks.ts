import type { Logger } from '../ports.ts'

/** Everything asynchronous that the engine has under way, by name; what stop() waits for. */
export interface Tasks {
  has(name: string): boolean
  count(prefix: string): number
  /**
   * Starts work under a name that is free. A rejection is logged: work reports its outcomes itself.
   * @throws Error when the name is taken: two works of one name would hide each other from `has` and stop().
   */
  start(name: string, work: (signal: AbortSignal) => Promise<void>): void
  abort(name: string): void
  /** Resolves when the work of that name, if any, has ended. */
  ended(name: string): Promise<void>
  /** Aborts everything but what `isSpared` names. */
  abortAll(isSpared?: (name: string) => boolean): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

export function createTasks(deps: { logger: Logger; onSettled: () => void }): Tasks {
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>()

  return {
    has: (name) => running.has(name),
    count: (prefix) => [...running.keys()].filter((name) => name.startsWith(prefix)).length,
    start(name, work) {
      if (running.has(name)) throw new Error(`${name} is already under way`)
      const controller = new AbortController()
      const done = work(controller.signal)
        .catch((error: unknown) => {
          deps.logger.error('unexpected failure', { task: name, error: String(error), stack: (error as Error)?.stack })
        })
        .then(() => {
          running.delete(name)
          deps.onSettled()
        })
      running.set(name, { controller, done })
    },
    abort: (name) => running.get(name)?.controller.abort(),
    ended: async (name) => running.get(name)?.done,
    abortAll(isSpared = () => false) {
      for (const [name, { controller }] of running) if (!isSpared(name)) controller.abort()
    },
    async settled() {
      while (running.size > 0) await Promise.all([...running.values()].map((task) => task.done))
    },
  }
}
