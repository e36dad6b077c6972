import type { LucideIcon } from 'lucide-react'
import { PALETTE_SHELL_COMMANDS } from '../../../../shared/commands/shellCommands.ts'
import type { ShellBridge } from '../../bridge/bridge.ts'
import type { Command } from '../../commands/command.ts'
import { translate } from '../../i18n/i18n.ts'
import type { Screen } from '../../stores/screen.ts'
import { groupCommands } from './groupCommands.ts'

export interface PaletteItem {
  id: string
  label: string
  /** The heading, which finds it as well. */
  group: string
  keys: string | undefined
  icon: LucideIcon | undefined
  run: (screen: Screen) => void
}
export interface PaletteGroup {
  id: string
  label: string
  items: PaletteItem[]
}

/** What can be done now: the page's commands and, in the desktop app, those of the shell around it. */
export const paletteGroups = (screen: Screen): PaletteGroup[] => {
  const { shell } = screen.bridge
  return [...pageGroups(screen), ...(shell === null ? [] : [shellGroup(shell)])]
}

const pageGroups = (screen: Screen): PaletteGroup[] => {
  const isOffered = (command: Command): boolean => command.id !== 'palette' && (command.isAvailable?.(screen) ?? true)
  return groupCommands(screen.commands, isOffered).map(({ group, commands }) => {
    const label = translate(`commands:groups.${group}`)
    const items = commands.map(({ id, icon, run }): PaletteItem => {
      return { id, label: translate(`commands:${id}`), group: label, keys: screen.shortcuts.hint(id), icon, run }
    })
    return { id: group, label, items }
  })
}

const shellGroup = (shell: ShellBridge): PaletteGroup => {
  const label = translate('palette:app')
  const items = PALETTE_SHELL_COMMANDS.map((commandId): PaletteItem => ({
    id: commandId,
    label: translate(`shellCommands:${commandId}`),
    group: label,
    keys: undefined,
    icon: undefined,
    run: () => void shell.request('shell.runCommand', { commandId }),
  }))
  return { id: 'app', label, items }
}
