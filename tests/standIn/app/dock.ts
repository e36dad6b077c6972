import { part } from '../machine/member.ts'

let badge = ''
let menu: Electron.Menu | null = null

export const dock = part<Electron.Dock>('dock', {
  setBadge: (text) => {
    badge = text
  },
  getBadge: () => badge,
  setMenu: (next) => {
    menu = next
  },
  getMenu: () => menu,
  setIcon: () => {},
  bounce: () => 1,
  cancelBounce: () => {},
  downloadFinished: () => {},
  hide: () => {},
  show: () => Promise.resolve(),
  isVisible: () => true,
})

export const dockMenu = (): Electron.Menu | null => menu
