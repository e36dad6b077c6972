import { test as base, expect } from '@playwright/test'
import type { DesktopApp, DesktopOptions } from './desktopApp.ts'
import { launchElectron } from './electronApp.ts'
import { missingElectron } from './electronBinary.ts'
import { launchStandIn } from './standInApp.ts'

export type { DesktopApp, DesktopOptions, DesktopSystem, MenuEntry, ShownNotice } from './desktopApp.ts'
export { expect }

export interface DesktopTestOptions {
  /** What the app runs on; the project says. */
  desktopKind: 'stand-in' | 'electron'
  desktopOptions: DesktopOptions
  /** Faults that a spec brings about on purpose. Everything else fails it. */
  expectedErrors: RegExp | null
}

export interface Fixtures {
  /** The desktop app, launched on folders of its own, which are removed afterwards. */
  desktop: DesktopApp
  /** One more on other folders, on the same machine at the same time. */
  desktopElsewhere: DesktopApp
}

type TestInfo = Parameters<Parameters<typeof base>[2]>[1]
type Provide = (app: DesktopApp) => Promise<void>

const lendApp = async (
  { desktopKind, desktopOptions, expectedErrors }: DesktopTestOptions,
  provide: Provide,
  testInfo: TestInfo,
): Promise<void> => {
  const reason = desktopKind === 'electron' ? missingElectron() : null
  testInfo.skip(reason !== null, reason ?? '')
  const launch = desktopKind === 'electron' ? launchElectron : launchStandIn
  const app = await launch(desktopOptions)
  try {
    await provide(app)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('output', { body: app.output(), contentType: 'text/plain' })
    }
  } finally {
    await app.remove()
  }
  const unexpected = app.faults().filter((fault) => expectedErrors?.test(fault) !== true)
  expect(unexpected, 'faults of the app and of its pages').toEqual([])
}

export const test = base.extend<DesktopTestOptions & Fixtures>({
  desktopKind: ['stand-in', { option: true }],
  desktopOptions: [{}, { option: true }],
  expectedErrors: [null, { option: true }],
  desktop: async ({ desktopKind, desktopOptions, expectedErrors }, provide, testInfo) =>
    lendApp({ desktopKind, desktopOptions, expectedErrors }, provide, testInfo),
  desktopElsewhere: async ({ desktopKind, desktopOptions, expectedErrors }, provide, testInfo) =>
    lendApp({ desktopKind, desktopOptions, expectedErrors }, provide, testInfo),
})
