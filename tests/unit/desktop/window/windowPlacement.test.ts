import { describe, expect, it } from 'vitest'
import {
  DEFAULT_SIZE,
  MINIMUM_SIZE,
  placeWindow,
  rescueWindow,
  type DisplayArea,
  type WindowBounds,
} from '../../../../electron/desktop/window/windowPlacement.ts'

const display = (x: number, y: number, width: number, height: number): DisplayArea => ({
  workArea: { x, y, width, height },
})
const MAIN = display(0, 25, 1920, 1055)
const LEFT = display(-2560, 0, 2560, 1400)
const at = (x: number, y: number, width = 1000, height = 700): WindowBounds => ({ x, y, width, height })

describe('placeWindow', () => {
  it('lets the system centre the first window, no larger than the display', () => {
    expect(placeWindow(null, [MAIN], MAIN)).toEqual(DEFAULT_SIZE)
    const small = display(0, 0, 1024, 600)
    expect(placeWindow(null, [small], small)).toEqual({ width: 1024, height: 600 })
  })

  it.each([
    ['in the middle', at(200, 100)],
    ['on a display to the left, where numbers are negative', at(-2000, 50)],
    ['across two displays', at(-500, 100)],
    ['half beyond the right edge', at(1500, 100)],
    ['with its bottom below the edge', at(100, 900)],
    ['under the invisible frame of Windows', at(-7, 25)],
  ])('keeps a window %s', (_where, bounds) => {
    expect(placeWindow(bounds, [MAIN, LEFT], MAIN)).toEqual(bounds)
  })

  it('brings a window to the main display when its own is gone', () => {
    expect(placeWindow(at(-2000, 50), [MAIN], MAIN)).toEqual({ width: 1000, height: 700 })
    expect(placeWindow(at(9000, 9000), [MAIN, LEFT], MAIN)).toEqual({ width: 1000, height: 700 })
  })

  it.each([
    ['its title bar above the display', at(100, -200), at(100, 25)],
    ['its title bar below the display', at(100, 1070), at(100, 380)],
    ['only its left edge in sight', at(1900, 100), at(920, 100)],
    ['only its right edge in sight', at(-950, 100), at(0, 100)],
  ])('moves a window back that has %s', (_what, bounds, expected) => {
    expect(placeWindow(bounds, [MAIN], MAIN)).toEqual(expected)
  })

  it('shrinks a window to a smaller display, but never below what the screen needs', () => {
    const small = display(0, 0, 1280, 700)
    expect(placeWindow(at(0, 0, 2000, 1200), [small], small)).toEqual(at(0, 0, 1280, 700))
    const tiny = display(0, 0, 640, 360)
    expect(placeWindow(at(0, 0, 2000, 1200), [tiny], tiny)).toEqual({ x: 0, y: 0, ...MINIMUM_SIZE })
  })

  it('widens a remembered window that is too small to be used', () => {
    expect(placeWindow(at(10, 40, 100, 50), [MAIN], MAIN)).toEqual({ x: 10, y: 40, ...MINIMUM_SIZE })
  })

  it('counts in device-independent pixels, so that a display with another scale is only a smaller one', () => {
    const scaled = display(0, 0, 960, 540)
    expect(placeWindow(at(0, 0, 1600, 900), [scaled], scaled)).toEqual(at(0, 0, 960, 540))
  })

  it('works without any display', () => {
    expect(placeWindow(at(5, 5), [], MAIN)).toEqual({ width: 1000, height: 700 })
  })
})

describe('rescueWindow', () => {
  it('leaves a window alone that can be reached', () => {
    expect(rescueWindow(at(200, 100), [MAIN], MAIN)).toBeNull()
  })

  it('brings a window back from a display that was taken away', () => {
    expect(rescueWindow(at(-2000, 50), [MAIN], MAIN)).toEqual(at(0, 50))
    expect(rescueWindow(at(3000, 2000, 4000, 3000), [MAIN], MAIN)).toEqual(at(0, 25, 1920, 1055))
  })

  it('does nothing while no display is known, as during a change of displays', () => {
    expect(rescueWindow(at(200, 100), [], MAIN)).toBeNull()
  })
})
