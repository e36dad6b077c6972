import { homedir } from 'node:os'
import type { Account } from '../../../shared/accounts/account.ts'
import type { ActivityItem, Diagnostics, LogRecord } from '../../../shared/activity/activityRoutes.ts'
import type { Settings } from '../../../shared/ipc/contract.ts'
import type { Handlers } from '../ipc/router.ts'
import { createTurns } from '../library/turns.ts'
import type { Clock, Logger } from '../ports.ts'
import { bundleFiles, bundleName, packBundle, type PollingHistory } from './bundle.ts'

export interface BundleDeps {
  clock: Clock
  logger: Logger
  diagnostics(): Promise<Diagnostics>
  settings(): Settings
  accounts(): readonly Account[]
  /** Every secret that this process has held: the log reaches back no further. */
  secrets(): readonly string[]
  pollingHistory(): PollingHistory
  /** Newest first. */
  events(limit: number): readonly ActivityItem[]
  log(limit: number): readonly LogRecord[]
}

const MOST_EVENTS = 2000
const MOST_RECORDS = 2000

/** Packs what helps to find out what went wrong. */
export const createBundleHandler =
  (deps: BundleDeps): Handlers['diagnostics.bundle'] =>
  async ({ door = {} }) => {
    const at = deps.clock.now()
    const diagnostics = await deps.diagnostics()
    const settings = deps.settings()
    const turns = createTurns(deps.clock, new AbortController().signal)()
    const files = await bundleFiles(
      {
        at,
        diagnostics,
        settings,
        accounts: deps.accounts(),
        polling: deps.pollingHistory(),
        events: deps.events(MOST_EVENTS),
        log: deps.log(MOST_RECORDS),
        door,
      },
      { secrets: deps.secrets(), videosDir: settings.videosDir, homeDir: homedir() },
      turns.rest,
    )
    const packed = await packBundle(files)
    deps.logger.info('a diagnostics bundle was made', { sizeBytes: packed.byteLength })
    return { fileName: bundleName(at), base64: Buffer.from(packed).toString('base64') }
  }
