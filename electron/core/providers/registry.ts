import { createOpenaiVideosProvider } from './openaiVideos/provider.ts'
import type { ProviderFactory } from './videoProvider.ts'

/** Every adapter by the id that accounts name. A second one is one more line here. */
export const providers: Record<string, ProviderFactory> = {
  'openai-videos': createOpenaiVideosProvider,
}
