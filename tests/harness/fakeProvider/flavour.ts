import type { FakeState, JobView, RemoteJob } from './remoteJobs.ts'
import type { ParsedBody } from './requestBody.ts'

export const FLAVOURS = [
  'sora',
  'litellm',
  'vllm-omni',
  'sglang',
  'llmgateway',
  'new-api',
  'openrouter',
  'xai',
] as const
export type FlavourName = (typeof FLAVOURS)[number]

/** What a refusal says, before a flavour gives it its shape. */
export interface Refusal {
  status: number
  code: string
  message: string
  param?: string
}

export interface Links {
  /** Temporary address on the file origin, without need of a key. */
  signed: string
  /** The content route, which needs the key. */
  content: string
  poll: string
}

/** How one kind of server differs from the others (providers.md, section 3). */
export interface Flavour {
  basePath: string
  createPath: string
  createStatus: number
  makeId(serial: number): string
  /** Why this server would not take the body; null when it does. */
  refuses(body: ParsedBody): Refusal | null
  /** The answer to a create; the other answers use `describe`. */
  describeCreated(job: RemoteJob, view: JobView, links: Links): unknown
  describe(job: RemoteJob, view: JobView, links: Links): unknown
  /** xAI answers 202 without a body while a job is pending. */
  isSilentWhilePending: boolean
  describeError(refusal: Refusal): unknown
  list: 'full' | 'bare' | 'needs_hint' | 'none'
  remove: 'finished_only' | 'aborts' | 'reports_deleted' | 'none'
  hasContentRoute: boolean
  hasVariants: boolean
  derives: readonly ('remix' | 'edit' | 'extend')[]
  modelsPath: string
}

export const STATE_WORDS: Record<FakeState, string> = {
  queued: 'queued',
  running: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
}

export const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

export const jobError = (job: RemoteJob): { code: string; message: string } | null =>
  job.forced?.state === 'failed'
    ? { code: job.forced.code ?? 'server_error', message: job.forced.message ?? 'The generation failed.' }
    : null

const openaiError = ({ status, code, message, param }: Refusal): unknown => ({
  error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', code, param: param ?? null },
})

export const describeSora = (job: RemoteJob, view: JobView): Record<string, unknown> => ({
  id: job.id,
  object: 'video',
  model: job.model,
  status: STATE_WORDS[view.state],
  progress: view.progress,
  created_at: toSeconds(job.createdAt),
  completed_at: view.completedAt === null ? null : toSeconds(view.completedAt),
  expires_at: view.state === 'succeeded' && view.completedAt !== null ? toSeconds(view.completedAt) + 3600 : null,
  prompt: job.prompt,
  size: job.size ?? '720x1280',
  seconds: job.seconds ?? '4',
  remixed_from_video_id: job.relation === 'remix' ? job.sourceId : null,
  error: jobError(job),
})

export const requirePrompt = (body: ParsedBody): Refusal | null =>
  typeof body.fields['prompt'] === 'string' && body.fields['prompt'] !== ''
    ? null
    : {
        status: 400,
        code: 'missing_required_parameter',
        message: "Missing required parameter: 'prompt'.",
        param: 'prompt',
      }

export const requireJson = (body: ParsedBody): Refusal | null =>
  body.encoding === 'json'
    ? requirePrompt(body)
    : { status: 415, code: 'unsupported_media_type', message: 'Send JSON.' }

/** OpenAI's own shape, which the others are told apart from. */
export const sora: Flavour = {
  basePath: '/v1',
  createPath: '/videos',
  createStatus: 200,
  makeId: (serial) => `video_${String(serial).padStart(6, '0')}`,
  refuses: (body) => {
    if (body.fields['seconds'] !== undefined && typeof body.fields['seconds'] !== 'string') {
      return {
        status: 400,
        code: 'invalid_type',
        message: "Invalid type for 'seconds': expected a string.",
        param: 'seconds',
      }
    }
    return requirePrompt(body)
  },
  describeCreated: describeSora,
  describe: describeSora,
  isSilentWhilePending: false,
  describeError: openaiError,
  list: 'full',
  remove: 'finished_only',
  hasContentRoute: true,
  hasVariants: true,
  derives: ['remix', 'edit', 'extend'],
  modelsPath: '/models',
}
