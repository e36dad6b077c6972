import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTaskbar, type TaskbarWindow } from '../../../../electron/desktop/system/taskbar.ts'
import { badgeCountOf, badgeImageOf, progressOf } from '../../../../electron/desktop/system/taskbarState.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import { createFakeWork, workSummary, type SummaryChanges } from './fakeWork.ts'

describe('the bar', () => {
  const bar = (changes: SummaryChanges, platform: NodeJS.Platform = 'darwin') =>
    progressOf(workSummary(changes), platform)

  it('is the mean of the running jobs that say how far they are', () => {
    expect(bar({ running: [10, 60, null] })).toEqual({ value: 0.35, mode: 'normal' })
  })

  it('is not there while nothing runs, whatever waits for a person', () => {
    expect(bar({ counts: { needs_attention: 3, queued: 5 } })).toEqual({ value: -1, mode: 'none' })
  })

  it('says that it does not know where nobody says, and nothing on Linux, which has no such bar', () => {
    expect(bar({ running: [null, null] })).toEqual({ value: 2, mode: 'indeterminate' })
    expect(bar({ running: [null, null] }, 'linux')).toEqual({ value: -1, mode: 'none' })
  })

  it('stays between "none" and "does not know" at both ends', () => {
    expect(bar({ running: [0] }).value).toBe(0.01)
    expect(bar({ running: [100, 100] }).value).toBe(1)
  })

  it('is red while something waits for a decision, else yellow while paused', () => {
    expect(bar({ running: [50], isPaused: true }).mode).toBe('paused')
    expect(bar({ running: [50], isPaused: true, counts: { needs_attention: 1 } }).mode).toBe('error')
  })
})

describe('the badge', () => {
  it('counts what nobody has read, and never less than what waits for a decision', () => {
    expect(badgeCountOf(workSummary({ unreadCount: 2 }))).toBe(2)
    expect(badgeCountOf(workSummary({ unreadCount: 2, counts: { needs_attention: 5 } }))).toBe(5)
    expect(badgeCountOf(workSummary({ counts: { failed: 5, queued: 9 } }))).toBe(0)
  })

  it('has a picture for each number up to nine, and one for more', () => {
    expect([0, 1, 9, 10, 4000].map(badgeImageOf)).toEqual([null, '1.png', '9.png', '9+.png', '9+.png'])
  })
})

type Call = unknown[]

function open(platform: NodeJS.Platform, changes: SummaryChanges = {}) {
  const calls: Call[] = []
  const state = { window: null as TaskbarWindow<string> | null, isVisible: true, isMinimized: false }
  const makeWindow = (): TaskbarWindow<string> => ({
    setProgressBar: (value, options) => void calls.push(['progress', value, options?.mode]),
    setOverlayIcon: (image, description) => void calls.push(['overlay', image, description]),
    isMinimized: () => state.isMinimized,
  })
  const listeners = new Set<() => void>()
  state.window = makeWindow()
  const { work, set, listeners: watching } = createFakeWork(changes)
  const taskbar = createTaskbar<string>({
    app: { setBadgeCount: (count) => (calls.push(['badge', count]), true) },
    currentWindow: () => state.window,
    isVisible: () => state.isVisible,
    onWindow: (listener) => void listeners.add(listener),
    badgeImage: (fileName) => fileName,
    platform,
    translate: () => createTranslate('en'),
    work,
  })
  const change = (next: Partial<typeof state>) => {
    Object.assign(state, next)
    for (const listener of listeners) listener()
  }
  const told = (): Call[] => calls.splice(0)
  return { taskbar, set, change, told, makeWindow, watching }
}

describe('the system is asked', () => {
  it('only for what has changed', () => {
    const { told, set } = open('darwin')
    expect(told()).toEqual([])
    set({ running: [10.2], unreadCount: 1 })
    expect(told()).toEqual([
      ['progress', 0.1, 'normal'],
      ['badge', 1],
    ])
    set({ running: [10.4], unreadCount: 1 })
    expect(told()).toEqual([])
    set({ unreadCount: 0 })
    expect(told()).toEqual([
      ['progress', -1, 'none'],
      ['badge', 0],
    ])
  })

  it('for a picture with words beside it on Windows', () => {
    const { told, set } = open('win32')
    set({ unreadCount: 12 })
    set({ unreadCount: 0 })
    expect(told()).toEqual([
      ['overlay', '9+.png', '12 things to look at'],
      ['overlay', null, ''],
    ])
  })

  it('for everything again when the window is another one, or Windows has made a new button for it', () => {
    const { told, change, makeWindow } = open('win32', { running: [40], unreadCount: 2 })
    const everything = [
      ['progress', 0.4, 'normal'],
      ['overlay', '2.png', '2 things to look at'],
    ]
    expect(told()).toEqual(everything)
    change({ isVisible: false })
    expect(told()).toEqual([['progress', -1, 'none']])
    change({ isVisible: true })
    expect(told()).toEqual(everything)
    change({ window: null, isVisible: false })
    change({ window: makeWindow() })
    expect(told()).toEqual([])
    change({ isVisible: true })
    expect(told()).toEqual(everything)
  })

  it('for no bar of a window that is hidden: it would stay behind when that ends', () => {
    const { told, change, set } = open('darwin', { running: [40] })
    expect(told()).toEqual([['progress', 0.4, 'normal']])
    change({ isVisible: false, isMinimized: true })
    set({ running: [50] })
    expect(told()).toEqual([['progress', 0.5, 'normal']])
    change({ isMinimized: false })
    set({ running: [60] })
    expect(told()).toEqual([['progress', -1, 'none']])
  })

  it('for the badge on macOS and Linux also while there is no window, and once', () => {
    const { told, set, change, makeWindow } = open('linux')
    change({ window: null, isVisible: false })
    set({ unreadCount: 3, running: [50] })
    change({ window: makeWindow(), isVisible: true })
    expect(told()).toEqual([
      ['badge', 3],
      ['progress', 0.5, 'normal'],
    ])
  })

  it('to clear the bar before its window ends, and everything when the app ends', () => {
    const { told, taskbar, set, watching } = open('darwin', { running: [50], unreadCount: 1 })
    told()
    taskbar.windowEnds()
    expect(told()).toEqual([['progress', -1, 'none']])
    set({ running: [60], unreadCount: 1 })
    told()
    taskbar.stop()
    expect(told()).toEqual([
      ['progress', -1, 'none'],
      ['badge', 0],
    ])
    expect(watching.size).toBe(0)
  })
})

it('every picture of the badge is there', () => {
  const folder = join(import.meta.dirname, '../../../../resources/icons/badge')
  const files = Array.from({ length: 10 }, (_, index) => badgeImageOf(index + 1) ?? '')
  expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([])
})
