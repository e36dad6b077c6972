import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DemoProvider, DemoProviderOptions } from '../../electron/demo/demoProvider.ts'
import { startDemoProvider } from '../../electron/demo/demoProvider.ts'

/** A demo provider with a clock that is turned by hand, in a folder of its own. */
export interface DemoFixture {
  demo: DemoProvider
  folder: string
  advance(milliseconds: number): void
  now(): number
  call(path: string, init?: RequestInit): Promise<Response>
  /** Stops the provider and starts another on the same folder. */
  restart(): Promise<void>
  dispose(): Promise<void>
}

export async function demoFixture(options: Partial<DemoProviderOptions> = {}): Promise<DemoFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'dailies-demo-'))
  let nowMs = Date.UTC(2026, 10, 20, 12)
  const start = (): Promise<DemoProvider> =>
    startDemoProvider({ folder, now: () => nowMs, apiKey: 'demo-key', ...options })
  const fixture: DemoFixture = {
    demo: await start(),
    folder,
    advance(milliseconds) {
      nowMs += milliseconds
    },
    now: () => nowMs,
    call: (path, init = {}) =>
      fetch(`${fixture.demo.baseUrl}${path}`, {
        ...init,
        headers: { authorization: 'Bearer demo-key', ...(init.headers as Record<string, string> | undefined) },
      }),
    async restart() {
      await fixture.demo.stop()
      fixture.demo = await start()
    },
    async dispose() {
      await fixture.demo.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return fixture
}
