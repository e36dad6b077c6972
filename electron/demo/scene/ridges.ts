import type { Landscape, Layer } from './landscape.ts'
import type { Noise } from './noise.ts'

/** The outline of one layer at one moment, in pixels from the top, for every column of pixels. */
export interface Ridge {
  /** Where the layer begins to cover what is behind it. */
  edge: Float32Array
  /** The same without trees: what mist and light follow. One value for four columns. */
  ground: Float32Array
  /** Highest and lowest edge within four columns. */
  edgeMin: Float32Array
  edgeMax: Float32Array
  /** Brightness added by the slope, one value for four columns. */
  light: Float32Array
}

export function createRidge(columns: number): Ridge {
  const blocks = columns / 4
  return {
    edge: new Float32Array(columns),
    ground: new Float32Array(blocks),
    edgeMin: new Float32Array(blocks),
    edgeMax: new Float32Array(blocks),
    light: new Float32Array(blocks),
  }
}

export interface Outline {
  width: number
  height: number
  unit: number
}

/** Draws the outline of layer `index` as it stands after `time` seconds. */
export function moveRidge(
  ridge: Ridge,
  landscape: Landscape,
  index: number,
  noise: Noise,
  outline: Outline,
  time: number,
): void {
  const layer = landscape.layers[index]!
  const origin = 37.3 * (index + 1) + time * layer.pan
  const basePixels = layer.base * outline.height
  const amplitudePixels = layer.amplitude * outline.unit
  const lightSide = (landscape.disc?.x ?? 0) >= 0 ? 1 : -1
  const columns = ridge.edge.length
  for (let block = 0; block < columns / 4; block += 1) {
    const x = block * 4
    const at = origin + (x + 2 - outline.width / 2) / outline.unit
    const here = height(layer, noise, at)
    const slope = (here - height(layer, noise, at + 0.02 * lightSide)) * (amplitudePixels / outline.unit) * 50
    ridge.ground[block] = basePixels - here * amplitudePixels
    ridge.light[block] = layer.relief * Math.max(-1, Math.min(1, slope))
    for (let column = x; column < x + 4; column += 1) {
      const along = origin + (column + 0.5 - outline.width / 2) / outline.unit
      ridge.edge[column] = basePixels - height(layer, noise, along) * amplitudePixels
    }
  }
  if (layer.kind === 'pines') plantTrees(ridge.edge, layer, noise, outline, origin)
  measureBlocks(ridge)
}

function measureBlocks(ridge: Ridge): void {
  const { edge, edgeMin, edgeMax } = ridge
  for (let block = 0; block < edgeMin.length; block += 1) {
    const at = block * 4
    edgeMin[block] = Math.min(edge[at]!, edge[at + 1]!, edge[at + 2]!, edge[at + 3]!)
    edgeMax[block] = Math.max(edge[at]!, edge[at + 1]!, edge[at + 2]!, edge[at + 3]!)
  }
}

function height(layer: Layer, noise: Noise, at: number): number {
  const x = at * layer.frequency
  switch (layer.kind) {
    case 'hills':
    case 'pines':
      return noise.line(x) * 0.62 + noise.line(x * 2.3 + 11) * 0.26 + noise.line(x * 5.1 + 47) * 0.09
    case 'dunes':
      return (
        crest(noise.line(x)) * 0.75 + noise.line(x * 0.43 + 19) * 0.45 + crest(noise.line(x * 2.3 + 7)) * 0.16 - 0.45
      )
    case 'peaks':
      return (
        crest(noise.line(x)) * 0.9 +
        crest(noise.line(x * 2.1 + 5)) * 0.42 +
        crest(noise.line(x * 4.7 + 23)) * 0.2 +
        crest(noise.line(x * 10.3 + 71)) * 0.1 +
        noise.line(x * 23.1 + 3) * 0.04 -
        0.7
      )
  }
}

/** Folds a smooth line so that its zeros become sharp ridges. */
function crest(value: number): number {
  return 1 - Math.abs(value) * 1.6
}

/** Raises the outline by pointed crowns of many sizes, overlapping, each at its own place in the landscape. */
function plantTrees(edge: Float32Array, layer: Layer, noise: Noise, outline: Outline, origin: number): void {
  const spacing = 0.009 + 0.0045 / layer.frequency
  const left = origin - outline.width / 2 / outline.unit
  const right = left + edge.length / outline.unit
  for (let cell = Math.floor(left / spacing) - 2; cell <= right / spacing + 2; cell += 1) {
    const size = noise.line(cell * 7.13 + 0.5)
    const centre = (cell + 0.5 + 0.45 * noise.line(cell * 3.7 + 90)) * spacing
    const halfWidth = spacing * (0.72 + 0.24 * size) * outline.unit
    const tall = spacing * (3 + 2.1 * size) * outline.unit
    const at = (centre - left) * outline.unit
    const last = Math.min(edge.length - 1, Math.floor(at + halfWidth))
    // A tree stands on one level, so that slopes do not bend it.
    const foot = edge[Math.max(0, Math.min(edge.length - 1, Math.round(at)))]!
    for (let column = Math.max(0, Math.ceil(at - halfWidth)); column <= last; column += 1) {
      const inside = 1 - Math.abs(column + 0.5 - at) / halfWidth
      if (inside <= 0) continue
      // Boughs: the crown widens in steps, and faster towards the ground.
      const crown = inside * (0.62 + 0.38 * inside) + 0.035 * Math.sin(inside * 25)
      const top = foot - crown * tall
      if (top < edge[column]!) edge[column] = top
    }
  }
}
