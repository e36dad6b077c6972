import { app, dialog, Menu, net, Notification, powerSaveBlocker, shell, Tray } from 'electron'
import { dialog as answered } from '../../../standIn/system/dialog.ts'
import type { ShownNotice } from '../../../standIn/system/notification.ts'
import { record, replace } from './record.ts'

/** The last tray that the app has, as far as it has said. */
export interface KnownTray {
  object: Electron.Tray
  menu: Electron.Menu | null
  tooltip: string
  icon: string
  title: string
}

export const known = {
  tray: null as KnownTray | null,
  dockMenu: null as Electron.Menu | null,
  notices: [] as { shown: ShownNotice; object: Electron.Notification }[],
  blockers: new Map<number, string>(),
  isOnline: true,
}

const trayOf = (object: Electron.Tray): KnownTray => {
  if (known.tray?.object !== object) known.tray = { object, menu: null, tooltip: '', icon: '', title: '' }
  return known.tray
}

const recordTray = (): void => {
  const original = { ...Object.getOwnPropertyDescriptors(Tray.prototype) }
  const keep = (method: string, note: (tray: KnownTray, value: never) => void): void => {
    const run = original[method as keyof typeof original]?.value as ((value: unknown) => void) | undefined
    replace('Tray', Tray.prototype, method, function kept(this: Electron.Tray, value: never) {
      note(trayOf(this), value)
      return run?.call(this, value)
    })
  }
  keep('setContextMenu', (tray, menu: Electron.Menu | null) => Object.assign(tray, { menu }))
  keep('setToolTip', (tray, tooltip: string) => Object.assign(tray, { tooltip }))
  keep('setTitle', (tray, title: string) => Object.assign(tray, { title }))
  keep('setImage', (tray, image: unknown) => Object.assign(tray, { icon: typeof image === 'string' ? image : '' }))
  keep('destroy', () => {
    known.tray = null
  })
}

/** Real notices stay on the machine after the test and cannot be clicked from here, so none is shown. */
const recordNotices = (): void => {
  replace('Notification', Notification.prototype, 'show', function show(this: Electron.Notification) {
    const actions = (this.actions ?? []).map(({ text = '' }) => text)
    const { title, body, silent, urgency } = this
    known.notices.push({
      shown: { title, body, actions, isClosed: false, isSilent: silent, urgency },
      object: this,
    })
    this.emit('show', {})
  })
  replace('Notification', Notification.prototype, 'close', function close(this: Electron.Notification) {
    const notice = known.notices.find(({ object, shown }) => object === this && !shown.isClosed)
    if (notice) notice.shown.isClosed = true
    this.emit('close', {})
  })
}

const recordBlockers = (): void => {
  const start = powerSaveBlocker.start.bind(powerSaveBlocker)
  const stop = powerSaveBlocker.stop.bind(powerSaveBlocker)
  replace('powerSaveBlocker', powerSaveBlocker, 'start', (type: Parameters<typeof start>[0]) => {
    const id = start(type)
    known.blockers.set(id, type)
    return id
  })
  replace('powerSaveBlocker', powerSaveBlocker, 'stop', (id: number) => {
    known.blockers.delete(id)
    return stop(id)
  })
}

export const recordSystem = (): void => {
  recordTray()
  recordNotices()
  recordBlockers()
  record('app', app, [
    'addRecentDocument',
    'clearRecentDocuments',
    'relaunch',
    'setAboutPanelOptions',
    'setBadgeCount',
    'setJumpList',
    'setLoginItemSettings',
    'setUserTasks',
    'showAboutPanel',
  ])
  // Nothing of a test may stay behind on the machine, or open there.
  replace('app', app, 'setAsDefaultProtocolClient', () => true)
  replace('shell', shell, 'openExternal', () => Promise.resolve())
  replace('shell', shell, 'openPath', () => Promise.resolve(''))
  replace('shell', shell, 'showItemInFolder', () => {})
  record('shell', shell, ['beep', 'trashItem'])
  for (const method of ['showMessageBox', 'showOpenDialog', 'showSaveDialog', 'showErrorBox', 'showMessageBoxSync']) {
    replace('dialog', dialog, method, (answered as unknown as Record<string, (...args: never[]) => unknown>)[method]!)
  }
  record('Menu', Menu, ['setApplicationMenu'])
  const isOnline = net.isOnline.bind(net)
  net.isOnline = () => known.isOnline && isOnline()
  const { dock } = app
  if (dock) {
    const setMenu = dock.setMenu.bind(dock)
    replace('dock', dock, 'setMenu', (menu: Electron.Menu) => {
      known.dockMenu = menu
      setMenu(menu)
    })
    record('dock', dock, ['setBadge', 'bounce', 'downloadFinished'])
  }
}
