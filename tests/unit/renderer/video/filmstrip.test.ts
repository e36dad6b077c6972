import { describe, expect, it } from 'vitest'
import { framesLayoutSchema } from '../../../../shared/jobs/job.ts'
import { layFilmstrip, positionInFilmstrip } from '../../../../renderer/src/video/filmstripLayout.ts'
import { createFilmstripQueue, type FilmstripWish } from '../../../../renderer/src/video/filmstripQueue.ts'
import type { Filmstrip } from '../../../../renderer/src/video/makeFilmstrip.ts'
import { failed, type MediaResult } from '../../../../renderer/src/video/mediaFailure.ts'

describe('a filmstrip', () => {
  it('takes the middle frame of every share and fills its sheet as the host wants it', () => {
    const { layout, indexes, frameHeight } = layFilmstrip(
      { frameCount: 240, width: 1280, height: 720 },
      { frameCount: 48, frameWidth: 160 },
    )
    expect(framesLayoutSchema.parse(layout)).toEqual(layout)
    expect(layout.columns * (layout.rows - 1)).toBeLessThan(48)
    expect(frameHeight).toBe(90)
    expect(indexes.slice(0, 3)).toEqual([2, 7, 12])
    expect(new Set(indexes).size).toBe(48)
  })

  it('has no more pictures than the video has frames, and stays a size that can be encoded', () => {
    expect(layFilmstrip({ frameCount: 3, width: 64, height: 64 }, { frameCount: 48, frameWidth: 160 }).indexes).toEqual(
      [0, 1, 2],
    )
    const wide = layFilmstrip({ frameCount: 5000, width: 720, height: 1280 }, { frameCount: 900, frameWidth: 160 })
    expect(wide.layout.columns * wide.frameWidth).toBeLessThanOrEqual(16_384)
    expect(wide.layout.rows * wide.frameHeight).toBeLessThanOrEqual(16_384)
  })

  it('says which picture belongs to a moment', () => {
    const layout = { columns: 4, rows: 3, frameCount: 10 }
    expect(positionInFilmstrip(layout, 0)).toEqual({ column: 0, row: 0 })
    expect(positionInFilmstrip(layout, 0.55)).toEqual({ column: 1, row: 1 })
    expect(positionInFilmstrip(layout, 1)).toEqual({ column: 1, row: 2 })
    expect(positionInFilmstrip(layout, -1)).toEqual({ column: 0, row: 0 })
  })
})

const STRIP: MediaResult<Filmstrip> = {
  ok: true,
  value: {
    poster: new Blob(['poster']),
    spritesheet: new Blob(['sheet']),
    layout: { columns: 1, rows: 1, frameCount: 1 },
  },
}
const wish = (takeId: string, has: Partial<FilmstripWish> = {}): FilmstripWish => ({
  takeId,
  url: `/media/${takeId}`,
  hasPoster: false,
  hasSpritesheet: false,
  ...has,
})

/** Idle moments come when the test says so. */
const createQueue = (make: (url: string) => MediaResult<Filmstrip> = () => STRIP) => {
  const made: string[] = []
  const saved: string[] = []
  const idle: (() => void)[] = []
  const queue = createFilmstripQueue({
    make: (url) => {
      made.push(url)
      return Promise.resolve(make(url))
    },
    savePoster: async (takeId, base64) => void saved.push(`poster ${takeId} ${atob(base64)}`),
    saveFrames: async (takeId, base64) => void saved.push(`frames ${takeId} ${atob(base64)}`),
    whenIdle: (run) => {
      idle.push(run)
      return () => void idle.splice(idle.indexOf(run), 1)
    },
  })
  /** One idle moment, and everything that follows of it. */
  const rest = async (): Promise<void> => {
    idle.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, made, saved, rest, waits: () => idle.length }
}

describe('making filmstrips in the background', () => {
  it('makes one take at a time, in idle moments, and only what is missing', async () => {
    const { queue, made, saved, rest } = createQueue()
    queue.want([wish('a'), wish('b', { hasPoster: true }), wish('c', { hasPoster: true, hasSpritesheet: true })])
    expect(made).toEqual([])
    await rest()
    expect(made).toEqual(['/media/a'])
    await rest()
    await rest()
    expect(made).toEqual(['/media/a', '/media/b'])
    expect(saved).toEqual(['poster a poster', 'frames a sheet', 'frames b sheet'])
  })

  it('never makes one twice, nor tries a broken one again', async () => {
    const { queue, made, rest } = createQueue((url) => (url.endsWith('bad') ? failed('corrupt', 'no') : STRIP))
    for (let round = 0; round < 3; round += 1) {
      queue.want([wish('bad'), wish('good')])
      await rest()
      await rest()
    }
    expect(made).toEqual(['/media/bad', '/media/good'])
  })

  it('tries again later where only the server was silent', async () => {
    const { queue, made, rest } = createQueue(() => failed('unreachable', 'no answer'))
    queue.want([wish('a')])
    await rest()
    queue.want([wish('a')])
    await rest()
    expect(made).toEqual(['/media/a', '/media/a'])
  })

  it('waits while it is told to rest, and forgets what is no longer wanted', async () => {
    const { queue, made, rest, waits } = createQueue()
    queue.want([wish('a'), wish('b')])
    queue.setResting(true)
    expect(waits()).toBe(0)
    queue.want([wish('b')])
    queue.setResting(false)
    await rest()
    await rest()
    expect(made).toEqual(['/media/b'])
    await queue.stop()
    queue.want([wish('z')])
    expect(waits()).toBe(0)
  })
})
