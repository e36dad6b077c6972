import { mix, videoColour } from './colour.ts'
import type { Layer } from './landscape.ts'
import { clamp } from './noise.ts'

/** The colours of one layer by how deep below its outline they are. */
export interface LayerColours {
  luma: Float32Array
  cb: Float32Array
  cr: Float32Array
  /** How much of the slope's light reaches that deep, 0 to 1. */
  relief: Float32Array
  entriesPerPixel: number
}

const ENTRIES = 256

export function createLayerColours(layer: Layer, unit: number): LayerColours {
  const luma = new Float32Array(ENTRIES)
  const cb = new Float32Array(ENTRIES)
  const cr = new Float32Array(ENTRIES)
  const relief = new Float32Array(ENTRIES)
  for (let entry = 0; entry < ENTRIES; entry += 1) {
    const depth = entry / (ENTRIES - 1)
    const shade = videoColour(mix(layer.crest, layer.mist, depth ** 0.8))
    luma[entry] = clamp(shade[0], 16, 235)
    cb[entry] = shade[1]
    cr[entry] = shade[2]
    relief[entry] = (1 - depth) ** 2
  }
  return { luma, cb, cr, relief, entriesPerPixel: (ENTRIES - 1) / (layer.mistDepth * unit) }
}

/** Place in the tables for a depth in pixels; the last one serves everything deeper. */
export function entryAt(entriesPerPixel: number, depthPixels: number): number {
  const entry = (depthPixels * entriesPerPixel) | 0
  return entry < 0 ? 0 : entry >= ENTRIES ? ENTRIES - 1 : entry
}
