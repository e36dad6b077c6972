import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOnDark, trayIconPath, type TrayGround } from '../../../../electron/desktop/tray/trayIcon.ts'
import { TRAY_STATES } from '../../../../electron/desktop/tray/trayView.ts'

const ground = (platform: NodeJS.Platform, changes: Partial<TrayGround> = {}): TrayGround => ({
  platform,
  desktop: '',
  isTaskbarDark: false,
  isDark: false,
  ...changes,
})

describe('the ground of the tray', () => {
  it('is the taskbar’s own on Windows, whatever the apps are', () => {
    expect(isOnDark(ground('win32', { isTaskbarDark: true }))).toBe(true)
    expect(isOnDark(ground('win32', { isDark: true }))).toBe(false)
  })

  it('is dark in the panels of Linux that always are; the others follow the theme', () => {
    expect(isOnDark(ground('linux', { desktop: 'ubuntu:GNOME' }))).toBe(true)
    expect(isOnDark(ground('linux', { desktop: 'KDE' }))).toBe(false)
    expect(isOnDark(ground('linux', { desktop: 'KDE', isDark: true }))).toBe(true)
  })
})

describe('the picture of a state', () => {
  it('is one that the system colours itself on a Mac, and made for its ground elsewhere', () => {
    expect(trayIconPath('icons', 'paused', ground('darwin'))).toBe(join('icons', 'pausedTemplate.png'))
    expect(trayIconPath('icons', 'paused', ground('win32'))).toBe(join('icons', 'paused-light.png'))
    expect(trayIconPath('icons', 'idle', ground('linux', { isDark: true }))).toBe(join('icons', 'idle-dark.png'))
  })

  it('is there for every state, system and ground', () => {
    const folder = join(import.meta.dirname, '../../../../resources/icons/tray')
    for (const state of TRAY_STATES) {
      for (const each of [ground('darwin'), ground('linux'), ground('win32', { isTaskbarDark: true })]) {
        expect(existsSync(trayIconPath(folder, state, each)), trayIconPath(folder, state, each)).toBe(true)
      }
    }
  })
})
