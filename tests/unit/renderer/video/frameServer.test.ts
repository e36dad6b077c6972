import { describe, expect, it } from 'vitest'
import { createFrameServer } from '../../../../renderer/src/video/frameServer.ts'
import { buildFrameTable } from '../../../../renderer/src/video/frameTable.ts'
import { MediaError } from '../../../../renderer/src/video/mediaFailure.ts'
import type { MediaReader } from '../../../../renderer/src/video/mediaReader.ts'
import type { Picture } from '../../../../renderer/src/video/picture.ts'

const WIDTH = 100
const HEIGHT = 100
const PICTURE_BYTES = WIDTH * HEIGHT * 1.5

/** Counts what is open, so that a leak shows. */
const createPictures = () => {
  let open = 0
  const create = (index: number): Picture => {
    open += 1
    let isOpen = true
    return {
      index,
      width: WIDTH,
      height: HEIGHT,
      sizeBytes: PICTURE_BYTES,
      draw: () => {},
      clone: () => create(index),
      close: () => {
        if (isOpen) open -= 1
        isOpen = false
      },
    }
  }
  return { create, open: () => open }
}

const createReader = (frameCount: number, keyInterval: number, missing: readonly number[] = []) => {
  const pictures = createPictures()
  const passes: { from: number; to: number }[] = []
  let isClosed = false
  const table = buildFrameTable(
    Array.from({ length: frameCount }, (_, index) => ({
      timestamp: index / 25,
      duration: 0.04,
      isKey: index % keyInterval === 0,
    })),
    90_000,
  )
  const reader: MediaReader = {
    facts: { table, width: WIDTH, height: HEIGHT, codec: 'test' },
    async *frames({ from, to }, signal) {
      passes.push({ from, to })
      for (let index = from; index < to && !signal.aborted; index += 1) {
        await Promise.resolve()
        if (missing.includes(index)) throw new MediaError({ reason: 'corrupt', detail: `at ${index}`, status: null })
        yield pictures.create(index)
      }
    },
    async *framesAt() {},
    close: () => {
      isClosed = true
    },
  }
  return { reader, passes, pictures, isClosed: () => isClosed }
}

describe('the frame server', () => {
  it('gives each frame asked for, and decodes a run once for all frames on the way back', async () => {
    const { reader, passes } = createReader(200, 50)
    const server = createFrameServer(reader, 40 * PICTURE_BYTES)
    for (let index = 199; index >= 0; index -= 1) {
      const result = await server.frameAt(index, { heading: -1 })
      if (!result.ok) throw new Error(result.failure.detail)
      expect(result.value.index).toBe(index)
      result.value.close()
    }
    // Windows of twenty: two and a half a group.
    expect(passes.length).toBeLessThanOrEqual(12)
    server.close()
  })

  it('never keeps more bytes than it may', async () => {
    const { reader, pictures } = createReader(100, 100)
    const server = createFrameServer(reader, 10 * PICTURE_BYTES)
    for (const index of [0, 99, 50, 20, 21, 22, 80]) {
      const result = await server.frameAt(index, { heading: 1 })
      if (result.ok) result.value.close()
      expect(server.keptBytes()).toBeLessThanOrEqual(10 * PICTURE_BYTES)
    }
    server.close()
    await Promise.resolve()
    expect(server.keptBytes()).toBe(0)
    expect(pictures.open()).toBeLessThanOrEqual(1)
  })

  it('drops what it was decoding for a newer wish, and still answers the older one', async () => {
    const { reader, passes } = createReader(200, 50)
    const server = createFrameServer(reader, 40 * PICTURE_BYTES)
    const [older, newer] = await Promise.all([
      server.frameAt(49, { heading: -1 }),
      server.frameAt(149, { heading: -1 }),
    ])
    expect([older.ok && older.value.index, newer.ok && newer.value.index]).toEqual([49, 149])
    expect(passes.map(({ to }) => to).slice(0, 3)).toEqual([50, 150, 50])
  })

  it('answers a wish that was called off at once', async () => {
    const { reader } = createReader(200, 50)
    const server = createFrameServer(reader)
    const callOff = new AbortController()
    const answer = server.frameAt(40, { signal: callOff.signal })
    callOff.abort()
    expect(await answer).toMatchObject({ ok: false, failure: { reason: 'aborted' } })
  })

  it('says what the decoder said of a broken frame, and gives the frames before it', async () => {
    const { reader } = createReader(50, 50, [20])
    const server = createFrameServer(reader)
    expect(await server.frameAt(30)).toMatchObject({ ok: false, failure: { reason: 'corrupt', detail: 'at 20' } })
    expect(await server.frameAt(10)).toMatchObject({ ok: true })
    expect(await server.frameAt(50)).toMatchObject({ ok: false })
  })

  it('answers everybody and closes the file when it is closed', async () => {
    const { reader, isClosed } = createReader(50, 50)
    const server = createFrameServer(reader)
    const answer = server.frameAt(30)
    server.close()
    expect(await answer).toMatchObject({ ok: false, failure: { reason: 'aborted' } })
    expect(isClosed()).toBe(true)
    expect(await server.frameAt(1)).toMatchObject({ ok: false, failure: { reason: 'aborted' } })
  })
})
