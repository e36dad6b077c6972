import type { Job } from '../../../shared/jobs/job.ts'
import { createSignal } from '../bridge/listeners.ts'

export type DerivingRelation = 'remix' | 'extend' | 'edit'

/** What other views ask of the composer. */
export type ComposeRequest =
  | { kind: 'focus' }
  /** Takes over the prompt and every setting of a job. */
  | { kind: 'reuse'; job: Job }
  /** Begins a new job from a finished take. */
  | { kind: 'derive'; job: Job; relation: DerivingRelation }
  /** Puts a text into an empty prompt, for a first try. */
  | { kind: 'sample'; prompt: string }
  /** An image to start from. */
  | { kind: 'reference'; file: File }
  /** Dropped or opened: pictures to start from, tables and texts with prompts. */
  | { kind: 'files'; files: readonly File[] }

export interface ComposeRequests {
  ask(request: ComposeRequest): void
  onRequest(listener: (request: ComposeRequest) => void): () => void
}

export const createComposeRequests = (): ComposeRequests => {
  const requests = createSignal<ComposeRequest>()
  return { ask: requests.emit, onRequest: requests.listen }
}
