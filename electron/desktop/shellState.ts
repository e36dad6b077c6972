import type { ShellEvent, ShellState } from '../../shared/shell/shellContract.ts'
import type { Logger } from '../core/ports.ts'
import type { ShellStore } from './shellStore.ts'
import type { Appearance } from './system/appearance.ts'
import type { LoginItem } from './system/loginItem.ts'
import type { Updates } from './updates/updates.ts'

export interface ShellStateDeps {
  store: ShellStore
  loginItem: LoginItem
  appearance: Pick<Appearance, 'accentColor' | 'onAccentChange'>
  updates: Pick<Updates, 'state' | 'onChange'>
  versions: ShellState['versions']
  send(event: ShellEvent): void
  logger: Logger
}

export interface ShellStateReader {
  read(): Promise<ShellState>
  /** Tells the page how things are, with what was read last of what belongs to the system. */
  tell(): void
  stop(): void
}

/** How the shell is, put together from those who know; the page is told after each change of any of it. */
export const createShellState = (deps: ShellStateDeps): ShellStateReader => {
  const { store, loginItem, appearance, updates, versions, logger } = deps

  /** As it was read last; a change of the rest is told at once. */
  let opensAtLogin = false

  const now = (): ShellState => ({
    settings: { ...store.get().settings, opensAtLogin },
    canOpenAtLogin: loginItem.canOpenAtLogin,
    update: updates.state(),
    accentColor: appearance.accentColor(),
    versions,
  })
  const read = async (): Promise<ShellState> => {
    try {
      opensAtLogin = await loginItem.opensAtLogin()
    } catch (error) {
      logger.warn('what starts with the computer could not be read', { error: String(error) })
    }
    return now()
  }
  const tell = (): void => deps.send({ type: 'shell.changed', data: now() })
  const stops = [appearance.onAccentChange(tell), updates.onChange(tell)]

  return {
    read,
    tell,
    stop() {
      for (const stop of stops) stop()
    },
  }
}
