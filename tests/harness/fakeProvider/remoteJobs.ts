import type { ParsedBody } from './requestBody.ts'

/** One accepted create, as the provider keeps it. */
export interface RemoteJob {
  id: string
  createdAt: number
  model: string
  prompt: string
  seconds: string | null
  size: string | null
  body: ParsedBody
  relation: 'remix' | 'edit' | 'extend' | null
  sourceId: string | null
  clientKey: string | null
  /** Overrides the passage of time. */
  forced: {
    state: 'succeeded' | 'failed' | 'cancelled' | 'expired'
    code?: string
    message?: string
    at: number
  } | null
  forcedProgress: number | null
}

export type FakeState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired'

export interface JobView {
  state: FakeState
  progress: number
  completedAt: number | null
}

export interface RemoteJobs {
  /** Every create that was ever accepted, also those that were deleted or forgotten since. */
  accepted: RemoteJob[]
  /** What the provider still knows, oldest first. */
  known: Map<string, RemoteJob>
  add(body: ParsedBody, extra: Pick<RemoteJob, 'relation' | 'sourceId' | 'clientKey'>): RemoteJob
  view(job: RemoteJob): JobView
}

export const createRemoteJobs = (options: {
  now: () => number
  generationMs: number
  makeId: (serial: number) => string
}): RemoteJobs => {
  const accepted: RemoteJob[] = []
  const known = new Map<string, RemoteJob>()
  const add: RemoteJobs['add'] = (body, extra) => {
    const { fields } = body
    const job: RemoteJob = {
      id: options.makeId(accepted.length + 1),
      createdAt: options.now(),
      model: readText(fields['model']) ?? 'sora-2',
      prompt: readText(fields['prompt']) ?? '',
      seconds: readText(fields['seconds'] ?? fields['duration']),
      size: readText(fields['size']),
      body,
      forced: null,
      forcedProgress: null,
      ...extra,
    }
    accepted.push(job)
    known.set(job.id, job)
    return job
  }
  const view: RemoteJobs['view'] = (job) => {
    if (job.forced !== null) {
      return {
        state: job.forced.state,
        progress: job.forced.state === 'succeeded' ? 100 : 0,
        completedAt: job.forced.at,
      }
    }
    const elapsedMs = Math.max(0, options.now() - job.createdAt)
    if (elapsedMs >= options.generationMs) {
      return { state: 'succeeded', progress: 100, completedAt: job.createdAt + options.generationMs }
    }
    const progress = job.forcedProgress ?? Math.floor((elapsedMs / options.generationMs) * 100)
    return {
      state: progress > 0 || elapsedMs > options.generationMs / 10 ? 'running' : 'queued',
      progress,
      completedAt: null,
    }
  }
  return { accepted, known, add, view }
}

const readText = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
