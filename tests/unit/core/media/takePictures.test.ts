import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/jobs/job.ts'
import { expectNoErrors, startEngine, videoOf, type EngineUnderTest } from '../jobs/engineUnderTest.ts'

/** The header of a PNG is all that is read of it. */
function png(width: number, height: number, sizeBytes = 64): string {
  const bytes = Buffer.alloc(sizeBytes)
  bytes.write('89504e470d0a1a0a0000000d49484452', 0, 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes.toString('base64')
}

async function openWithTake(): Promise<{ engine: EngineUnderTest; job: Job; takeId: string }> {
  const engine = await startEngine()
  engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
  const { id } = await engine.create()
  await engine.clock.advance(60_000)
  const job = await engine.job(id)
  return { engine, job, takeId: job.take?.id ?? expect.fail('no take') }
}
const serve = async (engine: EngineUnderTest, path: string) => engine.host.fetch(new Request(`http://host${path}`))

describe('pictures that a screen took', () => {
  it('are kept, served and told', async () => {
    const { engine, job, takeId } = await openWithTake()
    expect((await serve(engine, `/media/${takeId}/poster`)).status).toBe(404)
    engine.events.length = 0
    await engine.ask('takes.setPoster', { takeId, base64: png(640, 360) })
    const layout = { columns: 5, rows: 4, frameCount: 18 }
    await engine.ask('takes.setFrames', { takeId, base64: png(800, 360), layout })
    expect((await engine.job(job.id)).take).toMatchObject({
      hasPoster: true,
      hasSpritesheet: true,
      framesLayout: layout,
    })
    expect(engine.events.filter((event) => event.type === 'jobs.changed')).toHaveLength(2)
    const poster = await serve(engine, `/media/${takeId}/poster`)
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(Buffer.from(await poster.arrayBuffer()).toString('base64')).toBe(png(640, 360))
    expect(await engine.ask('storage.info')).toMatchObject({ pictures: { count: 2, sizeBytes: 128 } })
    expectNoErrors(engine)
  })

  it('never replace one that is there', async () => {
    const { engine, takeId } = await openWithTake()
    await engine.ask('takes.setPoster', { takeId, base64: png(640, 360) })
    const files = engine.files.paths().length
    expect(await engine.refused('takes.setPoster', { takeId, base64: png(1, 1) })).toMatchObject({ code: 'conflict' })
    expect(engine.files.paths()).toHaveLength(files)
  })

  it('replace a spritesheet of the provider of which nobody knows how its frames lie, once', async () => {
    const { engine, job, takeId } = await openWithTake()
    const layout = { columns: 5, rows: 4, frameCount: 18 }
    const first = { takeId, base64: png(800, 360), layout }
    await engine.ask('takes.setFrames', first)
    engine.db.exec("UPDATE assets SET layout = NULL WHERE role = 'spritesheet'")
    const files = engine.files.paths()
    await engine.ask('takes.setFrames', { ...first, base64: png(1600, 720) })
    expect((await engine.job(job.id)).take?.framesLayout).toEqual(layout)
    const sheet = await serve(engine, `/media/${takeId}/spritesheet`)
    expect(Buffer.from(await sheet.arrayBuffer()).toString('base64')).toBe(png(1600, 720))
    expect(engine.files.paths()).toHaveLength(files.length)
    expect(await engine.refused('takes.setFrames', first)).toMatchObject({ code: 'conflict' })
  })

  it('are one when two screens send them at once, and leave no second file', async () => {
    const { engine, takeId } = await openWithTake()
    const before = engine.files.paths().length
    const answers = [1, 2].map(() => engine.host.dispatch('takes.setPoster', { takeId, base64: png(64, 36) }))
    expect((await Promise.all(answers)).filter((answer) => answer.ok)).toHaveLength(1)
    expect(engine.files.paths()).toHaveLength(before + 1)
  })

  it('are refused when they are no image, too large, or of nothing', async () => {
    const { engine, job, takeId } = await openWithTake()
    const poster = (input: object) => engine.refused('takes.setPoster', { takeId, base64: png(64, 36), ...input })
    expect(await poster({ takeId: 'take_0' })).toMatchObject({ code: 'not_found', field: 'takeId' })
    expect(await poster({ takeId: job.id })).toMatchObject({ code: 'not_found' })
    expect(await poster({ base64: 'AAAA' })).toMatchObject({ code: 'invalid', field: 'base64' })
    expect(await poster({ base64: png(20_000, 10) })).toMatchObject({ code: 'invalid', field: 'base64' })
    expect(await poster({ base64: png(64, 36, 5_000_001) })).toMatchObject({ code: 'too_large', field: 'base64' })
    for (const layout of [
      { columns: 5, rows: 4, frameCount: 21 },
      { columns: 5, rows: 4, frameCount: 15 },
      { columns: 7, rows: 4, frameCount: 28 },
    ]) {
      const frames = { takeId, base64: png(800, 360), layout }
      expect(await engine.refused('takes.setFrames', frames)).toMatchObject({ code: 'invalid', field: 'layout' })
    }
    expect((await engine.job(job.id)).take).toMatchObject({ hasPoster: false, hasSpritesheet: false })
  })

  it('go with their take when it is removed for good', async () => {
    const { engine, job, takeId } = await openWithTake()
    await engine.ask('takes.setPoster', { takeId, base64: png(64, 36) })
    await engine.ask('jobs.trash', { jobIds: [job.id] })
    await engine.ask('trash.empty')
    expect(engine.files.paths()).toEqual([])
  })
})
