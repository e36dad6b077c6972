import type { MenuEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, newable, part } from '../machine/member.ts'
import { recordFault } from '../machine/records.ts'
import { runRole, roleDefaults } from './menuRoles.ts'

let applicationMenu: Electron.Menu | null = null
export const getApplicationMenu = (): Electron.Menu | null => applicationMenu
export const setApplicationMenu = (menu: Electron.Menu | null): void => {
  applicationMenu = menu
}

type ItemOptions = Electron.MenuItemConstructorOptions
let lastCommandId = 0

const typeOf = ({ type, submenu }: ItemOptions): Electron.MenuItem['type'] =>
  type ?? (submenu === undefined ? 'normal' : 'submenu')

const checkOptions = ({ type, label, role, submenu, checked }: ItemOptions): void => {
  const hasName = label !== undefined || role !== undefined
  if (type !== 'separator' && !hasName) recordFault('A menu item has neither a label nor a role')
  if (type === 'submenu' && submenu === undefined) throw new Error('Invalid submenu')
  if (checked === true && type !== 'checkbox' && type !== 'radio') recordFault(`${label} is checked, but no checkbox`)
}

const createItem = (options: ItemOptions): Electron.MenuItem => {
  checkOptions(options)
  const { role } = options
  const standard = role === undefined ? null : roleDefaults(role)
  const submenu = options.submenu ?? standard?.submenu
  const state = {
    label: options.label ?? standard?.label ?? '',
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    checked: options.checked ?? false,
  }
  const item: Electron.MenuItem = part<Electron.MenuItem>(
    'MenuItem',
    {
      id: options.id ?? '',
      commandId: (lastCommandId += 1),
      type: typeOf(submenu === undefined ? options : { ...options, submenu }),
      accelerator: options.accelerator ?? standard?.accelerator ?? null,
      sublabel: options.sublabel ?? '',
      toolTip: options.toolTip ?? '',
      registerAccelerator: options.registerAccelerator ?? standard?.registerAccelerator ?? true,
      ...(role === undefined ? {} : { role: role as NonNullable<Electron.MenuItem['role']> }),
      ...(options.icon === undefined ? {} : { icon: options.icon }),
      ...(submenu === undefined ? {} : { submenu: Array.isArray(submenu) ? buildFromTemplate(submenu) : submenu }),
      get label() {
        return state.label
      },
      get enabled() {
        return state.enabled
      },
      set enabled(next) {
        state.enabled = next
      },
      get visible() {
        return state.visible
      },
      set visible(next) {
        state.visible = next
      },
      get checked() {
        return state.checked
      },
      set checked(next) {
        state.checked = next
      },
      click: (event?: unknown, window?: unknown) => {
        if (!state.enabled) return
        if (item.type === 'checkbox') state.checked = !state.checked
        if (item.type === 'radio') state.checked = true
        if (options.click) options.click(item, window as Electron.BaseWindow, event ?? {})
        else if (role !== undefined) runRole(role)
      },
    },
    () => `[MenuItem ${state.label}]`,
  )
  items.add(item)
  return item
}
const items = new WeakSet<object>()

const createMenu = (): Electron.Menu => {
  const list: Electron.MenuItem[] = []
  const byId = (among: readonly Electron.MenuItem[], id: string): Electron.MenuItem | null => {
    for (const item of among) {
      if (item.id === id) return item
      const below = 'submenu' in item && item.submenu ? byId(item.submenu.items, id) : null
      if (below !== null) return below
    }
    return null
  }
  const { object, emit } = emittingPart<Electron.Menu, MenuEvents>('Menu', {
    items: list,
    append: (item) => void list.push(item),
    insert: (position, item) => void list.splice(position, 0, item),
    getMenuItemById: (id) => byId(list, id),
    popup: () => emit('menu-will-show', createEvent({})),
    closePopup: () => emit('menu-will-close', createEvent({})),
  })
  return object
}

const buildFromTemplate = (template: readonly (ItemOptions | Electron.MenuItem)[]): Electron.Menu => {
  const menu = createMenu()
  for (const entry of template) {
    menu.items.push(items.has(entry) ? (entry as Electron.MenuItem) : createItem(entry as ItemOptions))
  }
  return menu
}

export const Menu = newable<typeof Electron.Menu>('Menu', createMenu, {
  buildFromTemplate,
  setApplicationMenu,
  getApplicationMenu,
  sendActionToFirstResponder: () => {},
})
export const MenuItem = newable<typeof Electron.MenuItem>('MenuItem', createItem, {})
