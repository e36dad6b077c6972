import { DOCK_MENU } from '../../../shared/commands/menus.ts'
import { SEPARATOR, tidied, withoutKeys, type MenuEntry } from './menuEntry.ts'
import { canRun, commandEntry, type MenuInput } from './menuTemplate.ts'

/** The menu at the dock's icon: what makes sense now. It shows no keys. */
export const dockMenu = (input: MenuInput): MenuEntry[] =>
  tidied(
    DOCK_MENU.filter((line) => line === '-' || canRun(line, input.state)).map((line) =>
      line === '-' ? SEPARATOR : withoutKeys(commandEntry(line, input)),
    ),
  )
