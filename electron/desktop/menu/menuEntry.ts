import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommandId } from '../../../shared/commands/menus.ts'

/** What a click asks for. */
export type MenuChoice =
  | { kind: 'command'; commandId: MenuCommandId }
  | { kind: 'job'; jobId: string }
  /** The jobs that wait for a person's decision. */
  | { kind: 'attention' }

export type MenuRole = NonNullable<MenuItemConstructorOptions['role']>

/** A line of a menu as plain data: two menus are the same when their JSON is. */
export interface MenuEntry {
  type?: 'separator'
  label?: string
  role?: MenuRole
  accelerator?: string
  registerAccelerator?: boolean
  enabled?: boolean
  choice?: MenuChoice
  submenu?: MenuEntry[]
}

export const SEPARATOR: MenuEntry = { type: 'separator' }

/** Labels take `&` for the sign of a key, so a prompt's own has to be doubled. */
export const plainLabel = (text: string): string => text.replaceAll('&', '&&')

/** Drops separators at the ends and beside each other, and submenus that hold nothing. */
export const tidied = (entries: readonly MenuEntry[]): MenuEntry[] => {
  const kept = entries.filter(({ submenu }) => submenu === undefined || submenu.length > 0)
  return kept.filter(
    ({ type }, index) =>
      type !== 'separator' || (index < kept.length - 1 && index > 0 && kept[index - 1]?.type !== type),
  )
}

/** Menus outside of a window have no use for keys that only work in one. */
export const withoutKeys = ({ accelerator: _keys, registerAccelerator: _isTheirs, ...entry }: MenuEntry): MenuEntry =>
  entry

/** What Electron builds a menu from. */
export const toTemplate = (
  entries: readonly MenuEntry[],
  choose: (choice: MenuChoice) => void,
): MenuItemConstructorOptions[] =>
  entries.map(({ choice, submenu, ...entry }) => ({
    ...entry,
    ...(choice === undefined ? {} : { click: () => choose(choice) }),
    ...(submenu === undefined ? {} : { submenu: toTemplate(submenu, choose) }),
  }))
