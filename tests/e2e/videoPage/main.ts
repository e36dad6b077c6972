import { grabFrame } from '../../../renderer/src/video/grabFrame.ts'
import { makeFilmstrip } from '../../../renderer/src/video/makeFilmstrip.ts'
import { openFrames, type OpenFrames } from '../../../renderer/src/video/openFrames.ts'
import type { Picture } from '../../../renderer/src/video/picture.ts'
import type { Heading } from '../../../renderer/src/video/framePlan.ts'
import { createDeck } from './deck.ts'
import { makeClip } from './makeClip.ts'
import { PATTERN, patternContext, readNumber } from './numberPattern.ts'

/** What the specs call. Opened clips stay here, because a page cannot hand them out. */

const context = patternContext()
const opened = new Map<string, OpenFrames>()

const numberIn = (picture: Picture): number | null => {
  picture.draw(context, PATTERN.width, PATTERN.height)
  picture.close()
  return readNumber(context)
}

const open = async (name: string, budgetBytes?: number) => {
  const options = { signal: new AbortController().signal, ...(budgetBytes === undefined ? {} : { budgetBytes }) }
  const result = await openFrames(`/clips/${name}`, options)
  if (!result.ok) return { failure: result.failure, isReadable: result.facts !== null }
  opened.get(name)?.close()
  opened.set(name, result.value)
  const { table, width, height, codec } = result.value.facts
  return { frameCount: table.timestamps.length, rate: table.rate, keyIndexes: table.keyIndexes, width, height, codec }
}

const framesOf = (name: string): OpenFrames => {
  const frames = opened.get(name)
  if (frames === undefined) throw new Error(`${name} is not open.`)
  return frames
}

/** The number that is drawn in each frame that was asked for, in this order. */
const readFrames = async (name: string, indexes: readonly number[], heading: Heading) => {
  const frames = framesOf(name)
  const before = frames.passCount()
  const numbers: (number | string | null)[] = []
  let mostBytes = 0
  for (const index of indexes) {
    const result = await frames.frameAt(index, { heading })
    numbers.push(result.ok ? numberIn(result.value) : result.failure.reason)
    mostBytes = Math.max(mostBytes, frames.keptBytes())
  }
  return { numbers, passes: frames.passCount() - before, mostBytes }
}

const readImage = async (blob: Blob, crop?: { x: number; y: number; width: number; height: number }) => {
  const image = await createImageBitmap(blob)
  const { x, y, width, height } = crop ?? { x: 0, y: 0, width: image.width, height: image.height }
  context.drawImage(image, x, y, width, height, 0, 0, PATTERN.width, PATTERN.height)
  return { number: readNumber(context), width: image.width, height: image.height, type: blob.type }
}

const grab = async (name: string, index: number) => {
  const result = await grabFrame(framesOf(name), index)
  return result.ok ? await readImage(result.value) : result.failure
}

const filmstrip = async (name: string, frameCount: number, frameWidth: number) => {
  const result = await makeFilmstrip(`/clips/${name}`, { frameCount, frameWidth, signal: new AbortController().signal })
  if (!result.ok) return { failure: result.failure }
  const { layout, spritesheet, poster } = result.value
  const height = (frameWidth * PATTERN.height) / PATTERN.width
  const numbers: (number | null)[] = []
  for (let position = 0; position < layout.frameCount; position += 1) {
    const x = (position % layout.columns) * frameWidth
    const y = Math.floor(position / layout.columns) * height
    numbers.push((await readImage(spritesheet, { x, y, width: frameWidth, height })).number)
  }
  return { layout, numbers, sheet: await readImage(spritesheet), poster: await readImage(poster) }
}

const page = { makeClip, open, readFrames, grab, filmstrip, createDeck, readImage }
export type VideoTestPage = typeof page

declare global {
  interface Window {
    videoTest: VideoTestPage
  }
}
window.videoTest = page
