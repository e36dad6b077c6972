import { providers } from '../../electron/core/providers/registry.ts'
import type { ProviderAccount, VideoProvider } from '../../electron/core/providers/videoProvider.ts'

/** The shipped adapter for an OpenAI-shaped endpoint. */
export function makeAdapter(account: ProviderAccount, now: () => number): VideoProvider {
  const factory = providers['openai-videos']
  if (factory === undefined) throw new Error('The adapter openai-videos is not there.')
  return factory(account, { now })
}

export const adapterFor = (baseUrl: string): VideoProvider =>
  makeAdapter({ id: 'bench', baseUrl, profile: 'sora', apiKey: 'bench' }, Date.now)
