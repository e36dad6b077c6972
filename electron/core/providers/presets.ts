import type { ProviderProfileId } from '../../../shared/accounts/account.ts'

/** An endpoint that people are likely to add, with limits to start from. */
export interface ProviderPreset {
  id: string
  label: string
  /** Ends in the version segment, as the adapters want it. */
  baseUrl: string
  provider: 'openai-videos'
  profile: ProviderProfileId
  concurrency: number
  requestsPerMinute: number
  needsKey: boolean
  /** ISO date since when nothing answers there any more. */
  retiredSince: string | null
  note: string
}

/** Facts from the projects' own documentation; local ports are their defaults. */
export const PROVIDER_PRESETS: readonly ProviderPreset[] = [
  {
    id: 'openai',
    label: 'OpenAI (shut down)',
    baseUrl: 'https://api.openai.com/v1',
    provider: 'openai-videos',
    profile: 'sora',
    concurrency: 2,
    requestsPerMinute: 25,
    needsKey: true,
    retiredSince: '2026-09-24',
    note: 'OpenAI shut its Videos API down on 24 September 2026 without a replacement.',
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    provider: 'openai-videos',
    profile: 'openrouter',
    concurrency: 4,
    requestsPerMinute: 60,
    needsKey: true,
    retiredSince: null,
    note: 'Many video models behind one key, with prices per model.',
  },
  {
    id: 'xai',
    label: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    provider: 'openai-videos',
    profile: 'xai',
    concurrency: 4,
    requestsPerMinute: 60,
    needsKey: true,
    retiredSince: null,
    note: 'Grok Imagine: 1 to 15 seconds, with sound.',
  },
  {
    id: 'llmgateway',
    label: 'LLMGateway',
    baseUrl: 'https://api.llmgateway.io/v1',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 4,
    requestsPerMinute: 60,
    needsKey: true,
    retiredSince: null,
    note: 'Takes JSON with seconds as a number.',
  },
  {
    id: 'litellm',
    label: 'LiteLLM proxy',
    baseUrl: 'http://127.0.0.1:4000/v1',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 4,
    requestsPerMinute: 120,
    needsKey: true,
    retiredSince: null,
    note: 'Your own proxy; models are the aliases you configured there.',
  },
  {
    id: 'new-api',
    label: 'new-api',
    baseUrl: 'http://127.0.0.1:3000/v1',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 4,
    requestsPerMinute: 120,
    needsKey: true,
    retiredSince: null,
    note: 'Your own gateway of the new-api family.',
  },
  {
    id: 'vllm-omni',
    label: 'vLLM-Omni',
    baseUrl: 'http://127.0.0.1:8091/v1',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 1,
    requestsPerMinute: 300,
    needsKey: false,
    retiredSince: null,
    note: 'A model on your own machine; nothing is billed.',
  },
  {
    id: 'sglang',
    label: 'SGLang diffusion',
    baseUrl: 'http://127.0.0.1:30000/v1',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 1,
    requestsPerMinute: 300,
    needsKey: false,
    retiredSince: null,
    note: 'A model on your own machine; forgets its jobs when it restarts.',
  },
  {
    id: 'custom',
    label: 'Another server that speaks /v1/videos',
    baseUrl: '',
    provider: 'openai-videos',
    profile: 'sora-loose',
    concurrency: 2,
    requestsPerMinute: 60,
    needsKey: false,
    retiredSince: null,
    note: 'Any address that ends in /v1.',
  },
]

/** The preset that serves this base URL's origin; null for an endpoint nobody described. */
export const findPreset = (baseUrl: string): ProviderPreset | null => {
  const origin = URL.parse(baseUrl)?.origin
  if (origin === undefined) return null
  return PROVIDER_PRESETS.find((preset) => URL.parse(preset.baseUrl)?.origin === origin) ?? null
}
