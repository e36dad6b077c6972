import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { ICNS_TYPES } from '../../../scripts/icons/containers.ts'
import { BADGES, makeIconFiles, TRAY_STATES } from '../../../scripts/icons/iconFiles.ts'

const ROOT = join(import.meta.dirname, '../../..')
const RESOURCES = join(ROOT, 'resources')
const made = makeIconFiles(RESOURCES)
const kept = (path: string): Buffer => readFileSync(join(RESOURCES, 'icons', path))

interface Picture {
  width: number
  height: number
  /** Premultiplied RGBA. */
  pixels: Buffer
}

const widthOf = (png: Buffer): number => png.readUInt32BE(16)

const decode = (png: Buffer): Picture => {
  const [width, height] = [widthOf(png), png.readUInt32BE(20)]
  const href = `data:image/png;base64,${png.toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`
  return { width, height, pixels: new Resvg(svg, { font: { loadSystemFonts: false } }).render().pixels }
}

/** The largest difference of a channel: another processor may round a last bit otherwise. */
const difference = (one: Buffer, other: Buffer): number =>
  one.equals(other) ? 0 : greatest(decode(one).pixels, decode(other).pixels)

const greatest = (one: Buffer, other: Buffer): number => {
  if (one.length !== other.length) return 255
  let most = 0
  for (const [at, value] of one.entries()) most = Math.max(most, Math.abs(value - (other[at] ?? 0)))
  return most
}

const channel = ({ pixels }: Picture, index: number): number[] => [...pixels.filter((_, at) => at % 4 === index)]
const alphaAt = ({ width, pixels }: Picture, x: number, y: number): number => pixels[(y * width + x) * 4 + 3] ?? -1

const pngs = [...made.keys()].filter((path) => path.endsWith('.png'))

describe('the pictures', () => {
  it('are all there, and no others', () => {
    const found = readdirSync(join(RESOURCES, 'icons'), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(RESOURCES, 'icons').length + 1))
    expect(found.map((path) => path.replaceAll('\\', '/')).sort()).toEqual([...made.keys()].sort())
  })

  it('are what the drawings give: nobody has edited one by hand', () => {
    expect(pngs.filter((path) => difference(kept(path), made.get(path) ?? Buffer.alloc(0)) > 2)).toEqual([])
  })

  it('would not be if one pixel differed', () => {
    const svg = (color: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><path d="M0 0h1v1H0z" fill="${color}"/></svg>`
    const [one, other] = ['#808080', '#848484'].map((color) => Buffer.from(new Resvg(svg(color)).render().asPng()))
    expect(difference(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0))).toBe(4)
  })

  it('have the sizes that their names say', () => {
    for (const path of pngs) {
      const png = kept(path)
      const named = /(\d+)x\d+\.png$/.exec(path)?.[1]
      const scale = Number(/@([\d.]+)x\.png$/.exec(path)?.[1] ?? 1)
      const base = path.startsWith('drag') ? 64 : path.startsWith('notification') ? 128 : 16
      expect(widthOf(png), path).toBe(named === undefined ? base * scale : Number(named))
      expect(png.readUInt32BE(20), path).toBe(widthOf(png))
    }
  })

  it('have clear corners and a solid middle', () => {
    for (const path of pngs.filter((each) => /^(app|badge)\//.test(each))) {
      const picture = decode(kept(path))
      expect(alphaAt(picture, 0, 0), path).toBeLessThan(64)
      expect(alphaAt(picture, picture.width / 2 - 2, picture.height - 2), path).toBeGreaterThan(250)
    }
  })

  it('are the same drawing on the page', () => {
    expect(readFileSync(join(ROOT, 'renderer/public/icon.svg'), 'utf8')).toBe(
      readFileSync(join(RESOURCES, 'icon.svg'), 'utf8'),
    )
  })
})

describe('the tray', () => {
  it('has each state for the menu bar of a Mac, in black and alpha only', () => {
    for (const state of TRAY_STATES)
      for (const ending of ['', '@2x']) {
        const picture = decode(kept(`tray/${state}Template${ending}.png`))
        expect(Math.max(...[0, 1, 2].flatMap((index) => channel(picture, index)))).toBe(0)
        const alpha = channel(picture, 3)
        expect(alpha.filter((value) => value > 100).length, state).toBeGreaterThan(alpha.length / 8)
        expect(alpha.filter((value) => value === 0).length, state).toBeGreaterThan(alpha.length / 8)
      }
  })

  it('shows no two states alike, even without colour', () => {
    const shapes = TRAY_STATES.map((state) => channel(decode(kept(`tray/${state}Template.png`)), 3))
    for (const [index, one] of shapes.entries())
      for (const other of shapes.slice(index + 1)) {
        const changed = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 96).length
        expect(changed).toBeGreaterThan(4)
      }
  })

  it.each([
    ['dark', '#1c1c1e'],
    ['light', '#f3f3f3'],
  ])('stands out from a %s bar by at least 3 to 1', (ground, bar) => {
    for (const state of TRAY_STATES) {
      const { pixels } = decode(kept(`tray/${state}-${ground}@2x.png`))
      const solid = [...pixels.keys()].filter((at) => at % 4 === 0 && (pixels[at + 3] ?? 0) > 250)
      const at = solid[0] ?? -1
      expect(contrast([...pixels.subarray(at, at + 3)], hex(bar)), state).toBeGreaterThan(3)
    }
  })
})

const hex = (color: string): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** By WCAG 2. */
const luminance = (color: number[]): number => {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: number[], other: number[]): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('the containers', () => {
  it('for Windows holds ten sizes, each as long as it says', () => {
    const ico = kept('icon.ico')
    const count = ico.readUInt16LE(4)
    const entries = Array.from({ length: count }, (_, index) => {
      const at = 6 + 16 * index
      return { size: ico.readUInt8(at) || 256, bytes: ico.readUInt32LE(at + 8), offset: ico.readUInt32LE(at + 12) }
    })
    expect(entries.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256])
    const last = entries.at(-1)
    expect((last?.offset ?? 0) + (last?.bytes ?? 0)).toBe(ico.length)
    for (const { size, offset } of entries.slice(0, -1)) {
      expect(ico.readInt32LE(offset + 4)).toBe(size)
      // The middle of the lowest row but one is the plate: dark and solid, in the order blue, green, red, alpha.
      const pixel = offset + 40 + (size + Math.floor(size / 2)) * 4
      expect(ico.readUInt8(pixel + 3), `${size}`).toBeGreaterThan(250)
      expect(ico.readUInt8(pixel), `${size}`).toBeGreaterThan(ico.readUInt8(pixel + 2))
    }
  })

  it('for macOS holds every type with a picture of its size, and room around the plate', () => {
    const icns = kept('icon.icns')
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const found: [string, number][] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const body = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))
      const type = icns.toString('latin1', at, at + 4)
      const isArgb = body.toString('latin1', 0, 4) === 'ARGB'
      found.push([type, isArgb ? Math.sqrt(unpackedLength(body.subarray(4)) / 4) : widthOf(body)])
      if (type === 'ic09') {
        const picture = decode(body)
        expect(alphaAt(picture, 30, 256)).toBeLessThan(100)
        expect(alphaAt(picture, 60, 256)).toBeGreaterThan(250)
      }
    }
    expect(found).toEqual(ICNS_TYPES.map(([type, size]) => [type, size]))
  })

  it('for Windows has a badge for each number up to nine, and one for more', () => {
    expect(BADGES).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'])
    for (const badge of BADGES) expect(widthOf(kept(`badge/${badge}.png`))).toBe(16)
  })
})

/** How many bytes Apple's run lengths stand for. */
const unpackedLength = (packed: Buffer): number => {
  let length = 0
  for (let at = 0; at < packed.length;) {
    const control = packed.readUInt8(at)
    length += control >= 0x80 ? control - 0x80 + 3 : control + 1
    at += control >= 0x80 ? 2 : control + 2
  }
  return length
}
