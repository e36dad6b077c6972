import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFakeProvider, type FakeProvider } from '../../harness/fakeProvider/fakeProvider.ts'
import { UNTIL_TOLD_MS } from './clipProvider.ts'
import { test as base, expect } from './desktop.ts'
import type { DesktopOptions } from './desktop.ts'

export { expect }

interface Fixtures {
  /** The provider that the app works with; its jobs run until a spec says otherwise. */
  provider: FakeProvider
}

interface Options {
  /** In place of `desktopOptions`, which name the provider. */
  appOptions: DesktopOptions
  /** How long the provider needs for a video. */
  generationMs: number
  /** How many jobs the provider takes at once. */
  concurrency: number
}

const CLIP = join(import.meta.dirname, '../clips/b-frames-30000-1001.mp4')

/** The desktop app on a provider that does what a spec tells it: finish, fail, hang, fall silent. */
export const test = base.extend<Fixtures & Options>({
  appOptions: [{}, { option: true }],
  generationMs: [UNTIL_TOLD_MS, { option: true }],
  concurrency: [10, { option: true }],
  provider: async ({ generationMs }, provide) => {
    const clip = await readFile(CLIP)
    const provider = await startFakeProvider({ flavour: 'sora', generationMs, video: () => clip })
    await provide(provider)
    await provider.stop()
  },
  desktopOptions: async ({ provider, appOptions, concurrency }, provide) => {
    const env = {
      DAILIES_PROVIDER_URL: provider.baseUrl,
      DAILIES_PROVIDER_KEY: provider.apiKey,
      DAILIES_PROVIDER_PROFILE: 'sora',
      DAILIES_PROVIDER_CONCURRENCY: String(concurrency),
    }
    await provide({ ...appOptions, env: { ...env, ...appOptions.env } })
  },
})
