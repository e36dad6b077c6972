import { z } from 'zod'
import { PALETTE_SHELL_COMMANDS } from '../commands/shellCommands.ts'
import type { IpcResult } from '../ipc/ipcError.ts'

/**
 * What a window of the desktop app asks of its shell, and what the shell tells it: windows, files, the operating
 * system. Travels over the same two channels as the host's contract; a browser at the server door has none of it.
 */

const nothing = z.object({}).strict()
const done = z.object({})

export const UPDATE_CHANNELS = ['stable', 'beta'] as const

/** What a person can set about the shell. Kept in `shell.json` in the data folder. */
export const shellSettingsSchema = z.object({
  /** Starts hidden with the computer. The operating system keeps this one. */
  opensAtLogin: z.boolean(),
  /** Closing the window leaves the engine running in the tray; otherwise it quits. */
  staysInTray: z.boolean(),
  /** Whether the computer is kept awake while bytes are being transferred. */
  keepsAwake: z.boolean(),
  updateChannel: z.enum(UPDATE_CHANNELS),
  /** Looks for a new version by itself, at most every six hours. Nothing is installed without being asked. */
  checksForUpdates: z.boolean(),
})
export type ShellSettings = z.infer<typeof shellSettingsSchema>

export const updateStateSchema = z.discriminatedUnion('status', [
  /** This build cannot replace itself: run from the sources, or installed by a package manager. */
  z.object({ status: z.literal('unsupported'), reason: z.string() }),
  z.object({ status: z.literal('idle'), checkedAt: z.int().nullable() }),
  z.object({ status: z.literal('checking') }),
  /** `notes` is plain text. */
  z.object({ status: z.literal('available'), version: z.string(), notes: z.string() }),
  z.object({ status: z.literal('downloading'), version: z.string(), notes: z.string(), percent: z.number() }),
  z.object({ status: z.literal('ready'), version: z.string(), notes: z.string() }),
  z.object({ status: z.literal('failed'), message: z.string(), checkedAt: z.int() }),
])
export type UpdateState = z.infer<typeof updateStateSchema>

export const shellStateSchema = z.object({
  settings: shellSettingsSchema,
  /** Whether this system can start the app at login. */
  canOpenAtLogin: z.boolean(),
  update: updateStateSchema,
  /** The system's accent colour as `#rrggbb`; null where the system has none. */
  accentColor: z.string().nullable(),
  versions: z.object({ electron: z.string(), chromium: z.string() }),
})
export type ShellState = z.infer<typeof shellStateSchema>

export const shellRoutes = {
  'shell.state': { input: nothing, output: shellStateSchema },
  'shell.configure': { input: shellSettingsSchema.partial().strict(), output: shellStateSchema },
  /** The page has drawn its first list: what was to be opened in it (a link, a file, a click on a notice) comes now. */
  'shell.ready': { input: nothing, output: done },
  /**
   * Hands finished takes to the system while they are being dragged; to be asked within `dragstart`. `leftOut` are those
   * that have no file; refused where none has one.
   */
  'shell.dragTakes': {
    input: z.object({ takeIds: z.array(z.string()).min(1).max(100) }).strict(),
    output: z.object({ leftOut: z.array(z.string()).optional() }),
  },
  /** Lets the person choose a folder; null when they did not. */
  'shell.chooseFolder': {
    input: z.object({ title: z.string().max(200), folder: z.string().max(4096).nullable() }).strict(),
    output: z.object({ folder: z.string().nullable() }),
  },
  /** Only plain https addresses; everything else is refused. */
  'shell.openExternal': { input: z.object({ url: z.string().max(4096) }).strict(), output: done },
  /** Asks where to, and writes the diagnostics bundle there; null when the person changed their mind. */
  'shell.saveDiagnostics': { input: nothing, output: z.object({ path: z.string().nullable() }) },
  /** What the menus do, for the page's palette. Answered when it was begun. */
  'shell.runCommand': { input: z.object({ commandId: z.enum(PALETTE_SHELL_COMMANDS) }).strict(), output: done },
  'shell.checkForUpdates': { input: nothing, output: shellStateSchema },
  'shell.downloadUpdate': { input: nothing, output: shellStateSchema },
  /** Quits as any other quit does, and comes back as the new version. */
  'shell.installUpdate': { input: nothing, output: done },
  /** The page's colours, so that what the system draws around it fits. */
  'shell.setTheme': { input: z.object({ theme: z.enum(['system', 'dark', 'light']) }).strict(), output: done },
  /** What the page's language and keys are, for the menus. */
  'shell.setWords': {
    input: z
      .object({
        language: z.enum(['en', 'de']),
        /** The person's own keys by command; an empty list for none at all. */
        shortcuts: z.record(z.string().max(100), z.array(z.string().max(100)).max(10)),
      })
      .strict(),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type ShellRoutes = typeof shellRoutes
export type ShellRouteName = keyof ShellRoutes
export type ShellRouteInput<R extends ShellRouteName> = z.input<ShellRoutes[R]['input']>
export type ParsedShellRouteInput<R extends ShellRouteName> = z.output<ShellRoutes[R]['input']>
export type ShellRouteOutput<R extends ShellRouteName> = z.output<ShellRoutes[R]['output']>
export type ShellResult<R extends ShellRouteName> = IpcResult<ShellRouteOutput<R>>

/** A file that the person opened with Dailies or dropped onto its icon. */
export interface OpenedFile {
  name: string
  base64: string
}

/** What the shell tells the page. */
export interface ShellEvents {
  /** A menu, the tray or the dock asks for a command of the registry. */
  'shell.run': { commandId: string }
  /** A link, a notice or a recent item asks for a job; with `isPlayed` its take is played. */
  'shell.open': { jobId: string; isPlayed: boolean }
  /** Pictures become reference images; tables become batches. */
  'shell.files': { files: OpenedFile[] }
  'shell.changed': ShellState
}
export type ShellEventName = keyof ShellEvents
export type ShellEvent = { [E in ShellEventName]: { type: E; data: ShellEvents[E] } }[ShellEventName]
