import type { QueueForecast, QueueState } from '../../../shared/queue/queueState.ts'
import type { QueueRouteName } from '../../../shared/queue/queueRoutes.ts'
import type { Engine } from '../jobs/engine.ts'
import type { Handlers } from './router.ts'

export interface PauseHandlerDeps {
  engine: Pick<Engine, 'setPause'>
  state: () => QueueState
  forecast: () => QueueForecast
  queueChanged: () => void
}

/** Whether the queue moves, and until when. */
export function createPauseHandlers({
  engine,
  state,
  forecast,
  queueChanged,
}: PauseHandlerDeps): Pick<Handlers, QueueRouteName> {
  const set = (mode: QueueState['pauseMode']): QueueState => {
    engine.setPause(mode)
    queueChanged()
    return state()
  }
  return {
    'queue.state': () => state(),
    'queue.pause': ({ mode = 'after_running' }) => set(mode),
    'queue.resume': () => set(null),
    'queue.forecast': () => forecast(),
  }
}
