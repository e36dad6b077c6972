import type { ProviderProfileId } from '../../../shared/accounts/account.ts'
import { providers } from '../../../electron/core/providers/registry.ts'
import type { GenerationRequest, VideoProvider } from '../../../electron/core/providers/videoProvider.ts'
import type { FlavourName } from './flavour.ts'

/** The profile with which each kind of server is used. */
export const PROFILE_OF: Record<FlavourName, ProviderProfileId> = {
  sora: 'sora',
  litellm: 'sora',
  'vllm-omni': 'sora-loose',
  sglang: 'sora-loose',
  llmgateway: 'sora-loose',
  'new-api': 'sora-loose',
  openrouter: 'openrouter',
  xai: 'xai',
}

export const createAdapter = (
  baseUrl: string,
  options: { profile?: ProviderProfileId; apiKey?: string | null; now?: () => number } = {},
): VideoProvider => {
  const create = providers['openai-videos']
  if (create === undefined) throw new Error('The adapter is not registered.')
  const account = { id: 'account-1', baseUrl, profile: options.profile ?? 'sora', apiKey: options.apiKey ?? null }
  return create(account, { now: options.now ?? Date.now })
}

export const makeRequest = (changes: Partial<GenerationRequest> = {}): GenerationRequest => ({
  model: 'sora-2',
  prompt: 'a fox in the snow',
  seconds: 4,
  size: '1280x720',
  params: {},
  reference: null,
  source: null,
  ...changes,
})

/** A signal for calls that nobody stops. */
export const untilDone = (): AbortSignal => new AbortController().signal
