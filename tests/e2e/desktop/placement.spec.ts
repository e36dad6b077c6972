import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rectangle } from 'electron'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'

const boundsOf = (desktop: DesktopApp): Promise<Rectangle | null> =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds() ?? null, null)

interface Memory {
  bounds?: Rectangle
  isMaximized?: boolean
}

/** What the app has written down; nothing before the first time. */
const remembered = async (desktop: DesktopApp): Promise<Memory> =>
  JSON.parse(await readFile(join(desktop.dataDir, 'shell.json'), 'utf8').catch(() => '{}')) as Memory

const isShown = async (desktop: DesktopApp): Promise<void> => {
  await desktop.page()
  await expect.poll(() => desktop.isWindowVisible()).toBe(true)
}

const quit = async (desktop: DesktopApp): Promise<void> => {
  await desktop.evaluate(({ app }) => app.quit(), null)
  expect(await desktop.exit()).toBe(0)
}

const PLACE = { x: 140, y: 90, width: 1010, height: 640 }

test('the window comes back where it was, also after it was maximised', async ({ desktop }) => {
  await isShown(desktop)
  await desktop.system.moveWindow(PLACE)
  await expect.poll(async () => (await remembered(desktop)).bounds).toEqual(PLACE)
  await quit(desktop)
  await desktop.restart()
  await isShown(desktop)
  expect(await boundsOf(desktop)).toEqual(PLACE)

  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize(), null)
  await quit(desktop)
  expect(await remembered(desktop)).toMatchObject({ bounds: PLACE, isMaximized: true })
  await desktop.restart()
  await isShown(desktop)
  const isMaximized = () =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized(), null)
  await expect.poll(isMaximized).toBe(true)
})

test('a window on a display that is gone comes to one that is there', async ({ desktop }) => {
  await isShown(desktop)
  await quit(desktop)
  const path = join(desktop.dataDir, 'shell.json')
  await writeFile(path, JSON.stringify({ bounds: { x: -4000, y: -3000, width: 1010, height: 640 } }))
  await desktop.restart()
  await isShown(desktop)
  const bounds = await boundsOf(desktop)
  expect(bounds).toMatchObject({ width: 1010, height: 640 })
  expect(bounds?.x).toBeGreaterThanOrEqual(0)
  expect(bounds?.y).toBeGreaterThanOrEqual(0)
})

test('a memory that makes no sense is forgotten', async ({ desktop }) => {
  await isShown(desktop)
  await quit(desktop)
  await writeFile(join(desktop.dataDir, 'shell.json'), '{"bounds": {"x": "left"}, ')
  await desktop.restart()
  await isShown(desktop)
  expect(await boundsOf(desktop)).toMatchObject({ width: 1280, height: 820 })
})

test.describe('with two displays', () => {
  const RIGHT = { x: 2100, y: 100, width: 1000, height: 640 }
  test.use({
    desktopOptions: {
      displays: [
        { x: 0, y: 0, width: 1920, height: 1080 },
        { x: 1920, y: 0, width: 2560, height: 1440 },
      ],
    },
  })

  test('the window is rescued when its display is taken away', async ({ desktop }) => {
    await isShown(desktop)
    await desktop.system.moveWindow(RIGHT)
    expect(await boundsOf(desktop)).toEqual(RIGHT)
    await desktop.system.setDisplays([{ x: 0, y: 0, width: 1920, height: 1080 }])
    await expect.poll(() => boundsOf(desktop)).toEqual({ ...RIGHT, x: 920 })
  })
})
