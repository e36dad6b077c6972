import type { HostEvent, HostEventName, HostEvents } from '../../../shared/ipc/contract.ts'

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

export interface EventHub {
  emit(event: HostEvent): void
  on<E extends HostEventName>(event: E, listener: (data: HostEvents[E]) => void): () => void
}

export const createEventHub = (): EventHub => {
  const events = createSignal<HostEvent>()
  return {
    emit: events.emit,
    on: (name, listener) =>
      events.listen((event) => {
        // The union ties `type` and `data` together; TypeScript cannot follow that through a generic.
        if (event.type === name) listener(event.data as HostEvents[typeof name])
      }),
  }
}
