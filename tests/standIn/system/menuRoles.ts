import { recordCall } from '../machine/records.ts'

type Role = NonNullable<Electron.MenuItemConstructorOptions['role']>

interface RoleDefaults {
  label: string
  accelerator?: string
  /** Only shown: the page does it. */
  registerAccelerator?: false
  submenu?: Electron.MenuItemConstructorOptions[]
}

const roles = (...names: (Role | '-')[]): Electron.MenuItemConstructorOptions[] =>
  names.map((role) => (role === '-' ? { type: 'separator' } : { role }))

/** Electron's own labels, keys and submenus (lib/browser/api/menu-item-roles.ts), as far as an app here could use them. */
const SHARED: Partial<Record<Role, RoleDefaults>> = {
  about: { label: 'About' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', registerAccelerator: false },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', registerAccelerator: false },
  delete: { label: 'Delete' },
  forceReload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideOthers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', registerAccelerator: false },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  resetZoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  selectAll: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  services: { label: 'Services', submenu: [] },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  unhide: { label: 'Show All' },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  zoomIn: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomOut: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  recentDocuments: { label: 'Open Recent', submenu: [] },
  clearRecentDocuments: { label: 'Clear Menu' },
  appMenu: { label: 'App', submenu: roles('about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit') },
  viewMenu: {
    label: 'View',
    submenu: roles(
      ...(['reload', 'forceReload', 'toggleDevTools', '-', 'resetZoom', 'zoomIn', 'zoomOut', '-'] as const),
      'togglefullscreen',
    ),
  },
}

const QUIT_LABELS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Quit Dailies', win32: 'Exit' }

/** What differs from system to system. */
const differing = (platform: NodeJS.Platform): Partial<Record<Role, RoleDefaults>> => {
  const isMac = platform === 'darwin'
  const isWindows = platform === 'win32'
  return {
    close: { label: isMac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
    pasteAndMatchStyle: {
      label: 'Paste and Match Style',
      accelerator: isMac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
      registerAccelerator: false,
    },
    quit: { label: QUIT_LABELS[platform] ?? 'Quit', ...(isWindows ? {} : { accelerator: 'CommandOrControl+Q' }) },
    redo: { label: 'Redo', accelerator: isWindows ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
    toggleDevTools: { label: 'Toggle Developer Tools', accelerator: isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I' },
    togglefullscreen: { label: 'Toggle Full Screen', accelerator: isMac ? 'Control+Command+F' : 'F11' },
    fileMenu: { label: 'File', submenu: roles(isMac ? 'close' : 'quit') },
    editMenu: {
      label: 'Edit',
      submenu: roles(
        ...(['undo', 'redo', '-', 'cut', 'copy', 'paste'] as const),
        ...(isMac ? (['pasteAndMatchStyle', 'delete', 'selectAll'] as const) : (['delete', '-', 'selectAll'] as const)),
      ),
    },
    windowMenu: {
      label: 'Window',
      submenu: roles('minimize', 'zoom', ...(isMac ? (['-', 'front'] as const) : (['close'] as const))),
    },
  }
}

export const roleDefaults = (role: Role, platform: NodeJS.Platform = process.platform): RoleDefaults =>
  SHARED[role] ?? differing(platform)[role] ?? { label: role }

type RoleAction = () => void
const actions = new Map<string, RoleAction>()

/** What a role does to the app itself; set by the parts that know how. */
export const onRole = (role: Role, act: RoleAction): void => void actions.set(role, act)

export const runRole = (role: Role): void => {
  recordCall('menu role', [role])
  actions.get(role)?.()
}
