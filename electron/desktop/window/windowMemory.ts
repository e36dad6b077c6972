import { screen, type BrowserWindow } from 'electron'
import type { Clock, Timer } from '../../core/ports.ts'
import type { ShellStore } from '../shellStore.ts'
import { placeWindow, rescueWindow, type WindowPlacement } from './windowPlacement.ts'

/** A drag reports every pixel. */
const SAVE_AFTER_MS = 500

export const rememberedPlacement = (store: ShellStore): WindowPlacement =>
  placeWindow(store.get().bounds, screen.getAllDisplays(), screen.getPrimaryDisplay())

/**
 * Keeps a window's place in the store, and the window within reach when displays go away.
 * Returns the way to write its place down now.
 */
export const keepPlacement = (window: BrowserWindow, store: ShellStore, clock: Clock): (() => void) => {
  let timer: Timer | null = null

  const save = (): void => {
    timer?.cancel()
    timer = null
    // Hidden, its place is from the system: before it was ever seen, and while it leaves the full screen.
    if (window.isDestroyed() || !window.isVisible()) return
    const { x, y, width, height } = window.getNormalBounds()
    const bounds = { x, y, width, height }
    const place = { bounds, isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() }
    const { bounds: oldBounds, isMaximized, isFullScreen } = store.get()
    if (JSON.stringify(place) !== JSON.stringify({ bounds: oldBounds, isMaximized, isFullScreen })) store.set(place)
  }
  const saveSoon = (): void => {
    timer?.cancel()
    timer = clock.after(SAVE_AFTER_MS, save)
  }
  const rescue = (): void => {
    if (window.isDestroyed() || window.isMaximized() || window.isFullScreen()) return
    const place = rescueWindow(window.getNormalBounds(), screen.getAllDisplays(), screen.getPrimaryDisplay())
    if (place !== null) window.setBounds(place)
  }

  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('enter-full-screen', saveSoon)
  window.on('leave-full-screen', saveSoon)
  screen.on('display-removed', rescue)
  screen.on('display-metrics-changed', rescue)
  window.once('closed', () => {
    timer?.cancel()
    screen.off('display-removed', rescue)
    screen.off('display-metrics-changed', rescue)
  })
  return save
}
