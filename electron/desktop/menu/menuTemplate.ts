import type { CommandFacts } from '../../../shared/commands/command.ts'
import { APPLICATION_MENU, type MenuCommandId, type MenuId, type MenuLine } from '../../../shared/commands/menus.ts'
import { PAGE_COMMANDS, type PageCommandId } from '../../../shared/commands/pageCommands.ts'
import { SHELL_COMMANDS, type ShellCommandId } from '../../../shared/commands/shellCommands.ts'
import type { Translate } from '../texts/texts.ts'
import { shownKeys } from './accelerator.ts'
import { SEPARATOR, tidied, type MenuEntry, type MenuRole } from './menuEntry.ts'

/** The person's own keys by command; an empty list for none at all. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>

/** What of the work decides which lines can be chosen. */
export interface MenuState {
  isPaused: boolean
  hasFailed: boolean
}

export interface MenuInput {
  platform: NodeJS.Platform
  isDevelopment: boolean
  translate: Translate
  shortcuts: OwnKeys
  state: MenuState
}

/** The whole application menu. */
export const menuTemplate = (input: MenuInput): MenuEntry[] => entriesOf(APPLICATION_MENU, input)

/** One command, as any menu shows it. */
export const commandEntry = (commandId: MenuCommandId, input: MenuInput): MenuEntry =>
  isOfPage(commandId) ? pageEntry(commandId, input) : shellEntry(commandId, input)

export const isOfPage = (commandId: MenuCommandId): commandId is PageCommandId => commandId in PAGE_COMMANDS

/** Whether it would do anything now, as far as the shell can know. */
export const canRun = (commandId: MenuCommandId, { isPaused, hasFailed }: MenuState): boolean => {
  if (commandId === 'pauseQueue' || commandId === 'pauseNow') return !isPaused
  if (commandId === 'resumeQueue') return isPaused
  return commandId !== 'retryAllFailed' || hasFailed
}

const entriesOf = (lines: readonly MenuLine[], input: MenuInput): MenuEntry[] =>
  tidied(lines.flatMap((line) => lineEntries(line, input)))

const lineEntries = (line: MenuLine, input: MenuInput): MenuEntry[] => {
  const isMac = input.platform === 'darwin'
  if (line === '-') return [SEPARATOR]
  if (typeof line === 'string') {
    const isLeftOut = !isOfPage(line) && 'isForDevelopers' in SHELL_COMMANDS[line] && !input.isDevelopment
    return isLeftOut ? [] : [commandEntry(line, input)]
  }
  if ('on' in line) return (line.on === 'mac') === isMac ? line.lines.flatMap((inner) => lineEntries(inner, input)) : []
  return [menuEntry(line.menu, entriesOf(line.lines, input), input)]
}

/** The system adds its own to these menus: the open windows, a search for commands. */
const MAC_MENU_ROLES: Partial<Record<MenuId, MenuRole>> = { window: 'window', help: 'help' }

const menuEntry = (menu: MenuId, submenu: MenuEntry[], { platform, translate }: MenuInput): MenuEntry => {
  const label = translate(`menu:${menu}`)
  if (platform !== 'darwin') return { label, submenu }
  const role = MAC_MENU_ROLES[menu]
  return { label: label.replace('&', ''), ...(role === undefined ? {} : { role }), submenu }
}

const pageEntry = (commandId: PageCommandId, { platform, translate, shortcuts, state }: MenuInput): MenuEntry => {
  const facts: CommandFacts = PAGE_COMMANDS[commandId]
  return {
    label: commandId === 'goSettings' ? translate('menu:settings') : translate(`commands:${commandId}`),
    ...shownKeys(shortcuts[commandId] ?? facts.keys ?? [], platform),
    ...(canRun(commandId, state) ? {} : { enabled: false }),
    choice: { kind: 'command', commandId },
  }
}

const shellEntry = (commandId: ShellCommandId, { platform, translate }: MenuInput): MenuEntry => {
  const label = translate(commandId === 'quit' && platform === 'win32' ? 'menu:exit' : `menu:${commandId}`)
  const facts = SHELL_COMMANDS[commandId]
  return 'role' in facts ? { label, role: facts.role } : { label, choice: { kind: 'command', commandId } }
}
