import { createHost, type Host } from '../../electron/core/host.ts'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import type { VideoProvider } from '../../electron/core/providers/videoProvider.ts'
import type { Clock, Logger } from '../../electron/core/ports.ts'
import { makeAdapter } from './adapter.ts'
import { systemClock } from '../../electron/core/systemClock.ts'
import { ACCOUNT_URL } from './engineParts.ts'

export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * A host on a real folder whose provider never answers: whatever is measured, no network is in it.
 * `onRequest` is told about each request that would have gone out.
 */
export async function openQuietHost(
  folder: string,
  options: { clock?: Clock; concurrency?: number; rendererDir?: string; onRequest?: () => void } = {},
): Promise<Host> {
  return await createHost({
    version: 'bench',
    dataDir: folder,
    videosDir: `${folder}/videos`,
    clock: options.clock ?? systemClock,
    random: Math.random,
    logger: silentLogger,
    vault: { kind: 'memory', get: async () => null, set: async () => undefined, delete: async () => undefined },
    files: createNodeFileStore(),
    providers: {
      'openai-videos': (account, deps) => mute(makeAdapter(account, deps.now), options.onRequest),
    },
    demo: null,
    accountForRun: {
      baseUrl: ACCOUNT_URL,
      profile: 'sora',
      apiKey: null,
      concurrency: options.concurrency ?? 4,
      requestsPerMinute: 300,
    },
    pollMinMs: 2000,
    rendererDir: options.rendererDir ?? null,
    failpoint: () => undefined,
    power: null,
  })
}

/** Requests end when they are aborted, and never before. */
function mute(provider: VideoProvider, onRequest: (() => void) | undefined): VideoProvider {
  const wait = (signal: AbortSignal): Promise<never> => {
    onRequest?.()
    return new Promise((_, reject) => {
      const end = (): void => reject(new DOMException('aborted', 'AbortError'))
      if (signal.aborted) end()
      signal.addEventListener('abort', end, { once: true })
    })
  }
  return {
    ...provider,
    submit: (_request, { signal }) => wait(signal),
    poll: (_handle, signal) => wait(signal),
    list: (_cursor, signal) => wait(signal),
    openAsset: (_handle, _variant, { signal }) => wait(signal),
  }
}
