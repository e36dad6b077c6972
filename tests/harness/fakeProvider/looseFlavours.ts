import type { Flavour, Links } from './flavour.ts'
import { describeSora, jobError, requireJson, requirePrompt, sora, STATE_WORDS, toSeconds } from './flavour.ts'
import type { JobView, RemoteJob } from './remoteJobs.ts'

/** Fields are optional there and the id is a long encoded token. */
const describeLitellm = (job: RemoteJob, view: JobView): unknown => ({
  id: job.id,
  object: 'video',
  status: view.state === 'running' ? 'processing' : STATE_WORDS[view.state],
  model: job.model,
  ...(view.state === 'failed' ? { error: { message: jobError(job)?.message } } : {}),
  usage: { duration_seconds: Number(job.seconds ?? 4) },
})

export const litellm: Flavour = {
  ...sora,
  makeId: (serial) =>
    `video_${Buffer.from(`litellm:custom_llm_provider:openai;model_id:;video_id:v_${serial}`).toString('base64')}`,
  refuses: requirePrompt,
  describeCreated: describeLitellm,
  describe: describeLitellm,
  list: 'needs_hint',
}

const describeVllm = (job: RemoteJob, view: JobView): unknown => ({
  ...describeSora(job, view),
  quality: 'default',
  media_type: 'video/mp4',
  inference_time_s: view.completedAt === null ? null : 1.5,
  peak_memory_mb: 0,
  error: job.forced?.state === 'failed' ? { code: 500, message: job.forced.message ?? 'out of memory' } : null,
})

export const vllmOmni: Flavour = {
  ...sora,
  makeId: (serial) => `video_gen_${serial.toString(16).padStart(32, '0')}`,
  refuses: (body) =>
    body.encoding === 'multipart'
      ? requirePrompt(body)
      : { status: 422, code: 'missing', message: 'Field required', param: 'prompt' },
  describeCreated: describeVllm,
  describe: describeVllm,
  describeError: ({ status, message, param }) =>
    status === 422
      ? { detail: [{ loc: ['body', param ?? 'prompt'], msg: message, type: 'missing' }] }
      : { error: { message, code: status } },
  remove: 'aborts',
  derives: [],
}

const describeSglang = (job: RemoteJob, view: JobView): unknown => ({
  id: job.id,
  object: 'video',
  model: job.model,
  status: view.state === 'running' ? 'queued' : STATE_WORDS[view.state],
  progress: view.state === 'succeeded' ? 100 : 0,
  created_at: toSeconds(job.createdAt),
  size: job.size ?? '',
  seconds: job.seconds ?? '4',
  quality: 'standard',
  error: job.forced?.state === 'failed' ? { message: job.forced.message ?? 'generation failed' } : null,
})

export const sglang: Flavour = {
  ...sora,
  makeId: (serial) => `sgl-${serial}`,
  refuses: (body) =>
    body.encoding === 'multipart' && body.file === null
      ? { status: 400, code: '', message: 'input_reference is required for multipart requests' }
      : requirePrompt(body),
  describeCreated: describeSglang,
  describe: describeSglang,
  describeError: ({ message }) => ({ detail: message }),
  list: 'bare',
  remove: 'reports_deleted',
  hasVariants: false,
  derives: [],
}

const describeGateway = (job: RemoteJob, view: JobView): unknown => ({
  ...describeSora(job, view),
  status: view.state === 'cancelled' ? 'canceled' : STATE_WORDS[view.state],
  seconds: Number(job.seconds ?? 4),
})

export const llmgateway: Flavour = {
  ...sora,
  makeId: (serial) => `vid_${serial}`,
  refuses: (body) =>
    typeof body.fields['seconds'] === 'string'
      ? { status: 400, code: 'invalid_type', message: 'seconds must be a number', param: 'seconds' }
      : requireJson(body),
  describeCreated: describeGateway,
  describe: describeGateway,
  list: 'none',
  remove: 'none',
  hasVariants: false,
  derives: [],
}

/** Empty fields are left out, progress is text, and the file's address comes in `metadata`. */
const describeNewApi = (job: RemoteJob, view: JobView, links: Links): unknown => ({
  id: job.id,
  task_id: job.id,
  object: 'video',
  status: view.state === 'queued' ? 'unknown' : STATE_WORDS[view.state],
  ...(view.progress > 0 ? { progress: `${view.progress}%` } : {}),
  ...(view.state === 'succeeded' ? { metadata: { url: links.signed } } : {}),
  ...(view.state === 'failed' ? { error: jobError(job) } : {}),
})

export const newApi: Flavour = {
  ...sora,
  makeId: (serial) => `task_${serial}`,
  refuses: requirePrompt,
  describeCreated: describeNewApi,
  describe: describeNewApi,
  describeError: ({ status, code, message }) => ({ code, message, data: null, statusCode: status }),
  list: 'none',
  remove: 'none',
  hasContentRoute: false,
  hasVariants: false,
  derives: ['remix'],
}
