import type { HostEventName } from '../../../shared/ipc/contract.ts'

export interface Signal<T> {
  emit(value: T): void
  listen(listener: (value: T) => void): () => void
}

export const createSignal = <T>(): Signal<T> => {
  const listeners = new Set<(value: T) => void>()
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export const HOST_EVENT_NAMES = [
  'jobs.changed',
  'queue.changed',
  'accounts.changed',
  'library.changed',
  'notifications.changed',
] as const satisfies HostEventName[]

export interface EventHub<Events> {
  emit(event: NamedEvent<Events>): void
  on<E extends keyof Events>(event: E, listener: (data: Events[E]) => void): () => void
}

/** One kind of event with what it carries, for each name. */
export type NamedEvent<Events> = { [E in keyof Events]: { type: E; data: Events[E] } }[keyof Events]

export const createEventHub = <Events>(): EventHub<Events> => {
  const events = createSignal<NamedEvent<Events>>()
  return {
    emit: events.emit,
    on: (name, listener) =>
      events.listen((event) => {
        // The union ties `type` and `data` together; TypeScript cannot follow that through a generic.
        if (event.type === name) listener(event.data as Events[typeof name])
      }),
  }
}
