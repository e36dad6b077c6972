import type { Store } from './db/openDatabase.ts'
import type { LogRing } from './logging/logRing.ts'
import type {
  Clock,
  Failpoint,
  FileManager,
  FileStore,
  Logger,
  Notifier,
  PowerEvents,
  Random,
  SecretVault,
  WakeLock,
} from './ports.ts'
import type { ProviderFactory } from './providers/videoProvider.ts'

/** What a host is made of; the composition roots supply it, and tests. */
export interface HostDeps {
  version: string
  /** Absolute folder for the database and everything private; created when missing. */
  dataDir: string
  /** Absolute folder for finished takes, used until the person chooses another. */
  videosDir: string
  clock: Clock
  random: Random
  logger: Logger
  vault: SecretVault
  files: FileStore
  /** Adapters by their id. */
  providers: Record<string, ProviderFactory>
  /** The embedded demo provider, already listening; null leaves the demo account out. */
  demo: { baseUrl: string; apiKey: string } | null
  /** An account given on the command line; the same base URL is the same account after a restart. */
  accountForRun: AccountForRun | null
  /** Shortest time between two looks at one job, in milliseconds. */
  pollMinMs: number
  /** Built renderer files to serve; null serves none. */
  rendererDir: string | null
  failpoint: Failpoint
  power: PowerEvents | null
  /** Through which door this host is reached; `server` where nothing else is said. */
  door?: 'desktop' | 'server'
  /** The system's file manager, where the door can open it. */
  fileManager?: FileManager | null
  /** Keeps the computer awake during transfers, where the door can. */
  wakeLock?: WakeLock | null
  /** Shows notices outside the window, where the door can. */
  notifier?: Notifier | null
  /** Keeps the last records of the log; `logger` hands its own to it already. Left out, the host keeps what it logs itself. */
  logs?: LogRing | null
  /** Opens the library of the data folder; replaced only by simulations that keep it in memory. */
  openStore?: (dataDir: string) => Store
}

export interface AccountForRun {
  baseUrl: string
  profile: string
  apiKey: string | null
  concurrency: number | null
  requestsPerMinute: number | null
}
