import { describe, expect, it } from 'vitest'
import { drawCount, fitInside } from '../../../../electron/desktop/system/dragImage.ts'

describe('the picture at the mouse', () => {
  it('fits into its square, keeps its shape and never grows', () => {
    expect(fitInside({ width: 1280, height: 720 }, 160)).toEqual({ width: 160, height: 90 })
    expect(fitInside({ width: 720, height: 1280 }, 160)).toEqual({ width: 90, height: 160 })
    expect(fitInside({ width: 64, height: 48 }, 160)).toEqual({ width: 64, height: 48 })
    expect(fitInside({ width: 10_000, height: 1 }, 160)).toEqual({ width: 160, height: 1 })
    expect(fitInside({ width: 0, height: 0 }, 160)).toEqual({ width: 1, height: 1 })
  })

  const size = { width: 160, height: 90 }
  const draw = (count: number): string[] => {
    const pixels = new Uint8Array(size.width * size.height * 4).fill(0x80)
    drawCount(pixels, size, count)
    const rows: string[] = []
    for (let y = 0; y < size.height; y += 1) {
      const row = Array.from({ length: size.width }, (_, x) => pixels[(y * size.width + x) * 4])
      rows.push(row.map((grey) => (grey === 0xff ? '#' : grey === 0x20 ? '.' : ' ')).join(''))
    }
    return rows
  }

  it('carries the number of takes in its lower right corner', () => {
    const rows = draw(7).filter((row) => row.trim() !== '')
    expect(rows.length).toBe(22)
    expect(rows.every((row) => row.endsWith('    '))).toBe(true)
    expect(rows.map((row) => row.trim().replaceAll('.', ' ').trim()).filter((row) => row !== '')).toEqual([
      '######',
      '######',
      '##',
      '##',
      '##',
      '##',
      '##',
      '##',
      '##',
      '##',
    ])
  })

  it('shows different numbers differently, and stops counting at 99', () => {
    const shown = Array.from({ length: 99 }, (_, index) => draw(index + 1).join('\n'))
    expect(new Set(shown).size).toBe(99)
    expect(draw(100)).toEqual(draw(1000))
    expect(draw(100)).not.toEqual(draw(99))
  })

  it('stays as it is where there is no room', () => {
    const pixels = new Uint8Array(10 * 10 * 4)
    drawCount(pixels, { width: 10, height: 10 }, 5)
    expect(pixels.every((byte) => byte === 0)).toBe(true)
  })
})
