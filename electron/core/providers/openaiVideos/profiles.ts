import type { ProviderProfileId } from '../../../../shared/accounts/account.ts'
import { SORA_MODELS, XAI_MODELS } from './models.ts'
import type { DialectProfile, JsonPath } from './profile.ts'

/** Where the servers of all dialects have been seen to put the video's URL. */
const URL_PATHS: readonly JsonPath[] = [
  ['urls', 0],
  ['unsigned_urls', 0],
  ['video', 'url'],
  ['video_url'],
  ['url'],
  ['outputs', 'video_url'],
  ['metadata', 'url'],
  ['videos', 0, 'url'],
  ['data', 0, 'url'],
  ['output', 'url'],
  ['output', 0],
  ['download_url'],
]

const COSTS: DialectProfile['costs'] = [
  { path: ['usage', 'cost'], unitsPerUsd: 1 },
  { path: ['outputs', 'cost'], unitsPerUsd: 1 },
  // One US dollar is 10^10 ticks (docs.x.ai, cost tracking).
  { path: ['usage', 'cost_in_usd_ticks'], unitsPerUsd: 10_000_000_000 },
]

const sora: DialectProfile = {
  id: 'sora',
  defaultModel: 'sora-2',
  models: SORA_MODELS,
  modelsPath: '/models',
  create: {
    path: '/videos',
    encoding: 'multipart',
    secondsField: 'seconds',
    secondsType: 'string',
    size: 'field',
    jsonReference: 'input_reference',
  },
  derive: {
    remix: { how: 'under_source', suffix: '/remix' },
    edit: { how: 'video_id', path: '/videos/edits', sendsModel: false, sendsSeconds: false },
    extend: { how: 'video_id', path: '/videos/extensions', sendsModel: false, sendsSeconds: true },
  },
  idFields: ['id', 'video_id', 'task_id', 'request_id'],
  pollUrlField: null,
  assets: { hasContentRoute: true, contentQuery: {}, urlPaths: URL_PATHS, prefers: 'content' },
  can: { list: 'probe', remove: 'probe', poster: 'probe', spritesheet: 'probe' },
  cancel: { how: 'none' },
  costs: COSTS,
  headers: {},
  clientKeyHeader: 'Idempotency-Key',
  honoursClientKey: false,
}

/**
 * For servers that took the shape but not the rules: any model, size and length, numbers for seconds,
 * JSON unless a file is attached. vLLM-Omni marks its replies with `peak_memory_mb`; there DELETE stops a job.
 */
const soraLoose: DialectProfile = {
  ...sora,
  id: 'sora-loose',
  models: [],
  create: { ...sora.create, encoding: 'auto', secondsType: 'number' },
  derive: {
    ...sora.derive,
    edit: { how: 'video_id', path: '/videos/edits', sendsModel: true, sendsSeconds: false },
    extend: { how: 'video_id', path: '/videos/extensions', sendsModel: true, sendsSeconds: true },
  },
  cancel: { how: 'marked_delete', marks: ['peak_memory_mb'] },
}

/** npm `@openrouter/sdk` 1.3.19 and openrouter.ai/docs/api_reference/videos. */
const openrouter: DialectProfile = {
  ...sora,
  id: 'openrouter',
  defaultModel: 'google/veo-3.1',
  models: [],
  modelsPath: '/videos/models',
  create: {
    path: '/videos',
    encoding: 'json',
    secondsField: 'duration',
    secondsType: 'number',
    size: 'field',
    jsonReference: 'frame_images',
  },
  derive: {
    edit: { how: 'create_with', field: 'previous_job_id' },
    extend: { how: 'create_with', field: 'previous_job_id' },
  },
  idFields: ['id', 'request_id'],
  pollUrlField: 'polling_url',
  assets: { hasContentRoute: true, contentQuery: { index: '0' }, urlPaths: URL_PATHS, prefers: 'url' },
  can: { list: 'no', remove: 'no', poster: 'no', spritesheet: 'no' },
  headers: { 'X-Title': 'Dailies' },
}

/** npm `@ai-sdk/xai` 5.0.12, `src/xai-video-model.ts`. */
const xai: DialectProfile = {
  ...sora,
  id: 'xai',
  defaultModel: 'grok-imagine-video',
  models: XAI_MODELS,
  modelsPath: '/models',
  create: {
    path: '/videos/generations',
    encoding: 'json',
    secondsField: 'duration',
    secondsType: 'number',
    size: 'shape',
    jsonReference: 'image',
  },
  derive: {
    edit: { how: 'video_url', path: '/videos/edits', sendsModel: true, sendsSeconds: false },
    extend: { how: 'video_url', path: '/videos/extensions', sendsModel: true, sendsSeconds: true },
  },
  idFields: ['request_id', 'id'],
  assets: { hasContentRoute: false, contentQuery: {}, urlPaths: [['video', 'url'], ...URL_PATHS], prefers: 'url' },
  can: { list: 'no', remove: 'no', poster: 'no', spritesheet: 'no' },
}

const PROFILES = { sora, 'sora-loose': soraLoose, openrouter, xai } satisfies Record<ProviderProfileId, DialectProfile>

/** The profile of an account; an id from a newer version falls back to the most tolerant one. */
export const findProfile = (id: string): DialectProfile =>
  Object.hasOwn(PROFILES, id) ? (PROFILES[id as ProviderProfileId] ?? soraLoose) : soraLoose
