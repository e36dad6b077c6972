import type { HostEvent } from '../../shared/ipc/contract.ts'
import type { IpcResult } from '../../shared/ipc/ipcError.ts'
import type { Clock, Failpoint, FileStore, Logger, PowerEvents, Random, SecretVault } from './ports.ts'
import type { ProviderFactory } from './providers/videoProvider.ts'

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
}

export interface AccountForRun {
  baseUrl: string
  profile: string
  apiKey: string | null
  concurrency: number | null
  requestsPerMinute: number | null
}

/** Everything behind the doors. Both shells use exactly this. */
export interface Host {
  /** Checks, runs and answers one contract route; never rejects. */
  dispatch(route: string, input: unknown): Promise<IpcResult<unknown>>
  /** After-commit events. Returns the way to stop listening. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Renderer files, and takes under `/media/<takeId>`, `/media/<takeId>/poster`, `/media/<takeId>/spritesheet`. */
  fetch(request: Request): Promise<Response>
  /** Starts dispatching, polling and downloading. */
  start(): Promise<void>
  /** Finishes what is in flight (at most 5 s), writes everything down and closes the data folder. */
  stop(): Promise<void>
}

/** The host cannot open its data folder. `message` is meant for a person and names the folder. */
export class HostOpenError extends Error {
  readonly code: 'folder_in_use' | 'database_too_new' | 'folder_unusable'

  constructor(code: HostOpenError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HostOpenError'
    this.code = code
  }
}
