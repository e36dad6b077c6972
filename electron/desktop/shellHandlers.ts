import type { PaletteShellCommandId } from '../../shared/commands/shellCommands.ts'
import type { ParsedShellRouteInput } from '../../shared/shell/shellContract.ts'
import { IpcError } from '../../shared/ipc/ipcError.ts'
import type { Logger } from '../core/ports.ts'
import type { ShellHandlers } from './ipc/shellRouter.ts'
import type { OpenOutside } from './security/externalLinks.ts'
import type { ShellStateReader } from './shellState.ts'
import type { ShellMemory, ShellStore } from './shellStore.ts'
import type { Appearance } from './system/appearance.ts'
import type { LoginItem } from './system/loginItem.ts'
import type { Updates } from './updates/updates.ts'

export interface ShellHandlersDeps {
  state: ShellStateReader
  store: ShellStore
  loginItem: LoginItem
  appearance: Pick<Appearance, 'setTheme'>
  updates: Updates
  /** The page has drawn its first list. */
  pageReady(): void
  /** Gives back those that could not be dragged. */
  dragTakes(takeIds: readonly string[]): Promise<readonly string[]>
  chooseFolder(asked: { title: string; folder: string | null }): Promise<string | null>
  openOutside: OpenOutside
  saveDiagnostics(): Promise<string | null>
  /** As the menu does it. */
  runCommand(commandId: PaletteShellCommandId): void
  setWords(words: ParsedShellRouteInput<'shell.setWords'>): void
  /** For whoever acts on a setting; `updates` is told already. */
  settingsChanged(settings: ShellMemory['settings']): void
  logger: Logger
}

/** What a page may ask of the shell. */
export const createShellHandlers = (deps: ShellHandlersDeps): ShellHandlers => {
  const { state, store, updates } = deps

  const setOpensAtLogin = async (opens: boolean): Promise<void> => {
    if (!deps.loginItem.canOpenAtLogin) {
      throw new IpcError('conflict', 'This build of Dailies can not be started with the computer.', 'opensAtLogin')
    }
    await deps.loginItem.setOpensAtLogin(opens).catch((error: unknown) => {
      deps.logger.warn('what starts with the computer could not be changed', { error: String(error) })
      throw new IpcError('conflict', 'The system does not let Dailies change what starts with it.', 'opensAtLogin')
    })
  }

  return {
    'shell.state': async () => await state.read(),
    'shell.configure': async ({ opensAtLogin, ...changes }) => {
      if (opensAtLogin !== undefined) await setOpensAtLogin(opensAtLogin)
      const settings = withChanges(store.get().settings, changes)
      store.set({ settings })
      updates.settingsChanged()
      deps.settingsChanged(settings)
      const changed = await state.read()
      state.tell()
      return changed
    },
    'shell.ready': () => {
      deps.pageReady()
      return {}
    },
    'shell.dragTakes': async ({ takeIds }) => {
      const leftOut = await deps.dragTakes(takeIds)
      return leftOut.length > 0 ? { leftOut: [...leftOut] } : {}
    },
    'shell.chooseFolder': async (asked) => ({ folder: await deps.chooseFolder(asked) }),
    'shell.openExternal': async ({ url }) => {
      if (await deps.openOutside(url)) return {}
      throw new IpcError('forbidden', 'Only addresses that begin with https:// are opened.', 'url')
    },
    'shell.saveDiagnostics': async () => ({ path: await deps.saveDiagnostics() }),
    'shell.runCommand': ({ commandId }) => {
      deps.runCommand(commandId)
      return {}
    },
    'shell.checkForUpdates': async () => {
      await updates.check()
      return await state.read()
    },
    'shell.downloadUpdate': async () => {
      updates.download()
      return await state.read()
    },
    'shell.installUpdate': () => {
      updates.install()
      return {}
    },
    'shell.setTheme': ({ theme }) => {
      deps.appearance.setTheme(theme)
      return {}
    },
    'shell.setWords': (words) => {
      deps.setWords(words)
      return {}
    },
  }
}

const withChanges = (
  settings: ShellMemory['settings'],
  {
    staysInTray,
    keepsAwake,
    updateChannel,
    checksForUpdates,
  }: Omit<ParsedShellRouteInput<'shell.configure'>, 'opensAtLogin'>,
): ShellMemory['settings'] => ({
  staysInTray: staysInTray ?? settings.staysInTray,
  keepsAwake: keepsAwake ?? settings.keepsAwake,
  updateChannel: updateChannel ?? settings.updateChannel,
  checksForUpdates: checksForUpdates ?? settings.checksForUpdates,
})
