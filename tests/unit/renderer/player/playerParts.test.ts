import { describe, expect, it } from 'vitest'
import { PLAYER_KEYS } from '../../../../shared/commands/playerKeys.ts'
import { readPlayerKey } from '../../../../renderer/src/features/player/playerKeys.ts'
import { nameOfFrame } from '../../../../renderer/src/features/player/takeFrame.ts'
import {
  FIT,
  fitScale,
  panBy,
  scaleOfWheel,
  shownScale,
  zoomTo,
} from '../../../../renderer/src/features/player/zoom.ts'

const VIEW = { width: 1000, height: 600 }
const PICTURE = { width: 1280, height: 720 }
const MIDDLE = { x: 0, y: 0 }

describe('the zoom', () => {
  it('fits the whole picture into the window, also on dense screens', () => {
    expect(fitScale(VIEW, PICTURE, 1)).toBe(1000 / 1280)
    expect(fitScale(VIEW, PICTURE, 2)).toBe(2000 / 1280)
    expect(fitScale({ width: 0, height: 0 }, PICTURE, 1)).toBe(1)
    expect(shownScale(FIT, VIEW, PICTURE, 1)).toBe(1000 / 1280)
  })

  it('keeps the point under the pointer where it is', () => {
    const point = { x: 120, y: -80 }
    const once = zoomTo(FIT, 2, point, VIEW, PICTURE, 1)
    const twice = zoomTo(once, 4, point, VIEW, PICTURE, 1)
    // The same point of the picture, measured from its middle in its own pixels.
    const under = ({ scale, x, y }: typeof once) => [(point.x - x) / (scale ?? 1), (point.y - y) / (scale ?? 1)]
    expect(under(twice)[0]).toBeCloseTo(under(once)[0] ?? NaN)
    expect(under(twice)[1]).toBeCloseTo(under(once)[1] ?? NaN)
  })

  it('moves the picture up to its edges and no farther, and not at all where it fits', () => {
    const zoomed = zoomTo(FIT, 1, MIDDLE, VIEW, PICTURE, 1)
    expect(panBy(zoomed, { x: 9999, y: -9999 }, VIEW, PICTURE, 1)).toEqual({ scale: 1, x: 140, y: -60 })
    expect(panBy(FIT, { x: 50, y: 50 }, VIEW, PICTURE, 1)).toEqual(FIT)
    expect(zoomTo(zoomed, null, MIDDLE, VIEW, PICTURE, 1)).toEqual(FIT)
  })

  it('stays between a tenth and sixteen times, however the wheel is turned', () => {
    expect(zoomTo(FIT, 1000, MIDDLE, VIEW, PICTURE, 1).scale).toBe(16)
    expect(zoomTo(FIT, 0, MIDDLE, VIEW, PICTURE, 1).scale).toBe(0.1)
    expect(scaleOfWheel(1, 100_000)).toBeCloseTo(0.8)
    expect(scaleOfWheel(1, -50)).toBeGreaterThan(1)
  })
})

describe('the keys of the player', () => {
  const press = (
    key: string,
    changes: Partial<Record<'altKey' | 'shiftKey' | 'ctrlKey', boolean>> = {},
    code = '',
  ) => ({
    key,
    code,
    altKey: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...changes,
  })

  it('mean one thing each', () => {
    const all = Object.values(PLAYER_KEYS).flat()
    expect(new Set(all).size).toBe(all.length)
  })

  it('are read in any case, and not with a modifier that they do not name', () => {
    expect(readPlayerKey(press('j'), PLAYER_KEYS, false)).toBe('reverse')
    expect(readPlayerKey(press('J', {}), PLAYER_KEYS, false)).toBe('reverse')
    expect(readPlayerKey(press(' '), PLAYER_KEYS, false)).toBe('toggle')
    expect(readPlayerKey(press('c'), PLAYER_KEYS, false)).toBe('grab')
    expect(readPlayerKey(press('C', { shiftKey: true }), PLAYER_KEYS, false)).toBe('grabReference')
    expect(readPlayerKey(press('c', { ctrlKey: true }), PLAYER_KEYS, false)).toBeNull()
    expect(readPlayerKey(press('q'), PLAYER_KEYS, false)).toBeNull()
  })

  it('hold where Alt writes another letter', () => {
    expect(readPlayerKey(press('≈', { altKey: true }, 'KeyX'), PLAYER_KEYS, true)).toBe('clearMarks')
  })

  it('can be the person’s own', () => {
    const keys = { ...PLAYER_KEYS, toggle: ['P'] }
    expect(readPlayerKey(press('p'), keys, false)).toBe('toggle')
    expect(readPlayerKey(press(' '), keys, false)).toBeNull()
  })
})

describe('the name of a still', () => {
  it('is that of the take with the number that the screen shows', () => {
    expect(nameOfFrame('a lighthouse.mp4', 41)).toBe('a lighthouse-0042.png')
    expect(nameOfFrame('v1.5-final.webm', 0)).toBe('v1.5-final-0001.png')
    expect(nameOfFrame('.mp4', 0)).toBe('frame-0001.png')
  })
})
