import { recordCall } from '../machine/records.ts'

type Role = NonNullable<Electron.MenuItemConstructorOptions['role']>

interface RoleDefaults {
  label: string
  accelerator?: string
  submenu?: Electron.MenuItemConstructorOptions[]
}

const roles = (...names: (Role | '-')[]): Electron.MenuItemConstructorOptions[] =>
  names.map((role) => (role === '-' ? { type: 'separator' } : { role }))

/** Electron's own labels, keys and submenus (lib/browser/api/menu-item-roles.ts), as far as an app here could use them. */
const DEFAULTS: Partial<Record<Role, RoleDefaults>> = {
  about: { label: 'About' },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
  delete: { label: 'Delete' },
  forceReload: { label: 'Force Reload', accelerator: 'Shift+CommandOrControl+R' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideOthers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
  pasteAndMatchStyle: { label: 'Paste and Match Style' },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q' },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z' },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R' },
  resetZoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  selectAll: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  services: { label: 'Services', submenu: [] },
  toggleDevTools: { label: 'Toggle Developer Tools' },
  togglefullscreen: { label: 'Toggle Full Screen' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  unhide: { label: 'Show All' },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  zoomIn: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomOut: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  recentDocuments: { label: 'Open Recent', submenu: [] },
  clearRecentDocuments: { label: 'Clear Menu' },
  appMenu: { label: 'App', submenu: roles('about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit') },
  fileMenu: { label: 'File', submenu: roles('close') },
  editMenu: {
    label: 'Edit',
    submenu: roles('undo', 'redo', '-', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll'),
  },
  viewMenu: { label: 'View', submenu: roles('resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen') },
  windowMenu: { label: 'Window', submenu: roles('minimize', 'zoom', '-', 'front') },
}

export const roleDefaults = (role: Role): RoleDefaults => DEFAULTS[role] ?? { label: role }

type RoleAction = () => void
const actions = new Map<string, RoleAction>()

/** What a role does to the app itself; set by the parts that know how. */
export const onRole = (role: Role, act: RoleAction): void => void actions.set(role, act)

export const runRole = (role: Role): void => {
  recordCall('menu role', [role])
  actions.get(role)?.()
}
