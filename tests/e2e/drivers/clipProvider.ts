import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFakeProvider } from '../../harness/fakeProvider/fakeProvider.ts'

export interface ClipProvider {
  /** Ends in `/v1`. */
  baseUrl: string
  apiKey: string
  /** Accepted create requests: each may have been paid. */
  creates(): number
  /** Whatever is running is finished now. */
  finishAll(): void
  stop(): Promise<void>
}

const CLIP = join(import.meta.dirname, '../clips/b-frames-30000-1001.mp4')
/** Longer than any test. */
export const UNTIL_TOLD_MS = 3_600_000

/** A provider whose takes cost no time to make: four seconds of numbered frames, always the same. */
export const startClipProvider = async (generationMs = 150): Promise<ClipProvider> => {
  const clip = await readFile(CLIP)
  const provider = await startFakeProvider({ flavour: 'sora', generationMs, video: () => clip })
  return {
    baseUrl: provider.baseUrl,
    apiKey: provider.apiKey,
    creates: () => provider.createsAccepted().length,
    finishAll: () => {
      for (const id of provider.jobs.keys()) provider.finish(id)
    },
    stop: provider.stop,
  }
}
