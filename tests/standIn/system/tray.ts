import { requireReady } from '../app/appEvents.ts'
import type { TrayEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, newable, type Emit } from '../machine/member.ts'
import { recordFault } from '../machine/records.ts'
import { describeMenu, type MenuEntry } from './menuEntries.ts'
import { sourceOf } from './nativeImage.ts'

interface TrayHandle {
  menu: Electron.Menu | null
  tooltip: string
  icon: string
  title: string
  emit: Emit<TrayEvents>
}

const present: TrayHandle[] = []

const checkIcon = (image: Electron.NativeImage | string): string => {
  if (typeof image !== 'string' && image.isEmpty()) recordFault('The tray was given an empty picture')
  return sourceOf(image)
}

const create = (image: Electron.NativeImage | string): Electron.Tray => {
  requireReady('Cannot create Tray')
  let isDestroyed = false
  const handle: TrayHandle = {
    menu: null,
    tooltip: '',
    icon: checkIcon(image),
    title: '',
    emit: (event, ...args) => emit(event, ...args),
  }
  const { object, emit } = emittingPart<Electron.Tray, TrayEvents>('Tray', {
    setImage: (next) => {
      handle.icon = checkIcon(next)
    },
    setPressedImage: () => {},
    setToolTip: (text) => {
      handle.tooltip = text
    },
    setTitle: (text) => {
      handle.title = text
    },
    getTitle: () => handle.title,
    setContextMenu: (menu) => {
      handle.menu = menu
    },
    popUpContextMenu: (menu) => {
      if (menu) handle.menu = menu
    },
    closeContextMenu: () => {},
    setIgnoreDoubleClickEvents: () => {},
    getBounds: () => ({ x: 0, y: 0, width: 16, height: 16 }),
    displayBalloon: () => {},
    removeBalloon: () => {},
    focus: () => {},
    isDestroyed: () => isDestroyed,
    destroy: () => {
      isDestroyed = true
      const index = present.indexOf(handle)
      if (index >= 0) present.splice(index, 1)
    },
  })
  present.push(handle)
  return object
}

export const Tray = newable<typeof Electron.Tray>('Tray', create, {})

export interface ShownTray {
  tooltip: string
  /** Path of the picture, where it came from a file. */
  icon: string
  title: string
  menu: MenuEntry[]
}

const last = (): TrayHandle | null => present.at(-1) ?? null

export const shownTray = (): ShownTray | null => {
  const tray = last()
  return tray && { tooltip: tray.tooltip, icon: tray.icon, title: tray.title, menu: describeMenu(tray.menu) }
}

export const trayMenu = (): Electron.Menu | null => last()?.menu ?? null

const NO_KEYS = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, triggeredByAccelerator: false }

export const clickTrayIcon = (event: 'click' | 'right-click' | 'double-click' = 'click'): void => {
  const tray = last()
  if (tray === null) throw new Error('There is no tray')
  tray.emit(event, createEvent(NO_KEYS), { x: 0, y: 0, width: 16, height: 16 }, { x: 8, y: 8 })
}
