import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeIcns, makeIco, type IconImage } from './containers.ts'
import { onAppleGrid, render, showOnly, takeAlone, withColor } from './drawing.ts'

export const TRAY_STATES = ['idle', 'running', 'attention', 'paused', 'offline'] as const
export type TrayState = (typeof TRAY_STATES)[number]
export const BADGES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'] as const

const APP_SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512, 1024]
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256]

/** The scales of Windows' displays; Electron picks a file by these endings. */
const SCALES = [
  ['', 1],
  ['@1.25x', 1.25],
  ['@1.5x', 1.5],
  ['@2x', 2],
  ['@3x', 3],
] as const

/** Glyphs of the tray by the ground they lie on. Colours keep 3 to 1 against the usual bars of that ground. */
const TRAY_COLORS: Record<'dark' | 'light', Record<TrayState, string>> = {
  dark: { idle: '#f1f3f7', running: '#83adff', attention: '#ffc15e', paused: '#f1f3f7', offline: '#c3cad6' },
  light: { idle: '#1d222b', running: '#2458c5', attention: '#a05a00', paused: '#1d222b', offline: '#4a5361' },
}

/** Every file that is made from the three drawings, by its path in `resources/icons`. */
export const makeIconFiles = (resourcesDir: string): Map<string, Buffer> => {
  const drawing = (name: string): string => readFileSync(join(resourcesDir, name), 'utf8')
  return new Map([
    ...appFiles(drawing('icon.svg')),
    ...trayFiles(drawing('tray.svg')),
    ...badgeFiles(drawing('badge.svg')),
  ])
}

/** Under 40 pixels the drawing that fits their grid. */
const appDrawing = (svg: string, size: number): string =>
  showOnly(svg, size < 40 ? 'small' : 'large', ['large', 'small'])

const appFiles = (svg: string): [string, Buffer][] => {
  const appImage = (size: number): IconImage => ({ size, ...render(appDrawing(svg, size), size) })
  const appleImage = (size: number): IconImage => ({ size, ...render(onAppleGrid(appDrawing(svg, size)), size) })
  return [
    ...APP_SIZES.map((size): [string, Buffer] => [`app/${size}x${size}.png`, appImage(size).png]),
    ['icon.ico', makeIco(ICO_SIZES.map(appImage))],
    ['icon.icns', makeIcns(appleImage)],
    ['notification.png', appImage(128).png],
    ['notification@2x.png', appImage(256).png],
    ['drag.png', render(takeAlone(svg), 64).png],
    ['drag@2x.png', render(takeAlone(svg), 128).png],
  ]
}

const trayFiles = (svg: string): [string, Buffer][] =>
  TRAY_STATES.flatMap((state) => {
    const glyph = showOnly(svg, state, TRAY_STATES)
    const coloured = (['dark', 'light'] as const).flatMap((ground) =>
      SCALES.map(([ending, scale]): [string, Buffer] => [
        `tray/${state}-${ground}${ending}.png`,
        render(withColor(glyph, TRAY_COLORS[ground][state]), 16 * scale).png,
      ]),
    )
    return [
      [`tray/${state}Template.png`, render(glyph, 16).png] as [string, Buffer],
      [`tray/${state}Template@2x.png`, render(glyph, 32).png] as [string, Buffer],
      ...coloured,
    ]
  })

const badgeFiles = (svg: string): [string, Buffer][] =>
  BADGES.flatMap((label) =>
    SCALES.map(([ending, scale]): [string, Buffer] => [
      `badge/${label}${ending}.png`,
      render(showOnly(svg, label, BADGES), 16 * scale).png,
    ]),
  )
