import type { Flavour, Links } from './flavour.ts'
import { jobError, requireJson, sora, STATE_WORDS } from './flavour.ts'
import type { FakeState, JobView, RemoteJob } from './remoteJobs.ts'

const describeOpenrouter = (job: RemoteJob, view: JobView, links: Links): unknown => ({
  id: job.id,
  polling_url: links.poll,
  status: view.state === 'queued' ? 'pending' : STATE_WORDS[view.state],
  ...(view.state === 'failed' ? { error: jobError(job)?.message } : {}),
  ...(view.state === 'succeeded' ? { unsigned_urls: [links.content], usage: { cost: 0.5, is_byok: false } } : {}),
})

export const openrouter: Flavour = {
  ...sora,
  basePath: '/api/v1',
  createStatus: 202,
  makeId: (serial) => `job-${serial}`,
  refuses: requireJson,
  describeCreated: describeOpenrouter,
  describe: describeOpenrouter,
  describeError: ({ message }) => ({ error: message }),
  list: 'none',
  remove: 'none',
  hasVariants: false,
  derives: [],
  modelsPath: '/videos/models',
}

const describeXai = (job: RemoteJob, view: JobView, links: Links): unknown => {
  const words: Partial<Record<FakeState, string>> = { queued: 'pending', running: 'pending', succeeded: 'done' }
  const isBlocked = view.state === 'failed' && job.forced?.code === 'moderation_blocked'
  if (view.state !== 'succeeded' && !isBlocked) {
    return {
      status: words[view.state] ?? view.state,
      progress: view.progress,
      ...(view.state === 'failed' ? { error: jobError(job) } : {}),
    }
  }
  const video = isBlocked
    ? { respect_moderation: false }
    : { url: links.signed, duration: Number(job.seconds ?? 8), respect_moderation: true }
  return { status: 'done', progress: 100, model: job.model, video, usage: { cost_in_usd_ticks: 4_000_000_000 } }
}

export const xai: Flavour = {
  ...sora,
  createPath: '/videos/generations',
  makeId: (serial) => `00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`,
  refuses: requireJson,
  describeCreated: (job) => ({ request_id: job.id }),
  describe: describeXai,
  isSilentWhilePending: true,
  describeError: ({ code, message }) => ({ code, error: message }),
  list: 'none',
  remove: 'none',
  hasContentRoute: false,
  hasVariants: false,
  derives: ['edit', 'extend'],
}
