/* oxlint-disable typescript/no-deprecated -- The SDK marks all of this API as gone; the dialect lives on. */
import OpenAI, {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  RateLimitError,
  toFile,
} from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findModel } from '../../electron/demo/videos/models.ts'
import { modelCapabilitiesSchema } from '../../shared/models/capabilities.ts'
import type { DemoFixture } from './demoProviderFixture.ts'
import { demoFixture } from './demoProviderFixture.ts'

type Video = Awaited<ReturnType<OpenAI['videos']['retrieve']>>

let fixture: DemoFixture
let client: OpenAI

beforeAll(async () => {
  fixture = await demoFixture()
  client = new OpenAI({ baseURL: fixture.demo.baseUrl, apiKey: 'demo-key', maxRetries: 0 })
})
afterAll(() => fixture.dispose())

const MINUTE = 60_000

async function finished(prompt: string): Promise<Video> {
  const { id } = await client.videos.create({ prompt })
  fixture.advance(MINUTE)
  return client.videos.retrieve(id)
}

/** Type and size from a JPEG's frame header. */
async function jpegOf(response: Response): Promise<{ type: string | null; width: number; height: number }> {
  const image = Buffer.from(await response.arrayBuffer())
  const frame = image.indexOf(Buffer.from([0xff, 0xc0]))
  return {
    type: response.headers.get('content-type'),
    width: image.readUInt16BE(frame + 7),
    height: image.readUInt16BE(frame + 5),
  }
}

describe('the stock openai client', () => {
  it('creates a video and follows it until it is completed', async () => {
    const created = await client.videos.create({
      prompt: 'Dunes at dusk',
      seconds: '8',
      size: '720x1280',
      model: 'sora-2',
    })
    expect(created).toMatchObject({
      object: 'video',
      model: 'sora-2',
      status: 'queued',
      progress: 0,
      prompt: 'Dunes at dusk',
      seconds: '8',
      size: '720x1280',
      created_at: fixture.now() / 1000,
      completed_at: null,
      expires_at: null,
      remixed_from_video_id: null,
      error: null,
    })
    const seen: string[] = []
    let video = created
    let lastProgress = 0
    for (let look = 0; look < 20 && video.status !== 'completed'; look += 1) {
      fixture.advance(1000)
      video = await client.videos.retrieve(created.id)
      expect(video.progress).toBeGreaterThanOrEqual(lastProgress)
      lastProgress = video.progress
      if (seen.at(-1) !== video.status) seen.push(video.status)
    }
    expect(seen).toEqual(['queued', 'in_progress', 'completed'])
    expect(video.progress).toBe(100)
    expect(video.completed_at).toBe(created.created_at + 18)
    expect(video.expires_at).toBe(video.completed_at! + 3600)
  })

  it('lists all videos page by page, newest first, also when the cursor has been deleted', async () => {
    const made: string[] = []
    for (let count = 0; count < 7; count += 1) {
      made.push((await client.videos.create({ prompt: `Number ${count}` })).id)
      fixture.advance(1000)
    }
    fixture.advance(MINUTE)
    const listed: string[] = []
    for await (const video of client.videos.list({ limit: 3 })) {
      listed.push(video.id)
      if (listed.length === 3) await client.videos.delete(video.id)
    }
    expect(listed.slice(0, 7)).toEqual(made.toReversed())
    const page = await client.videos.list({ limit: 2, order: 'asc' })
    expect(page.data).toHaveLength(2)
    expect(page.has_more).toBe(true)
    expect(page.last_id).toBe(page.data[1]!.id)
    expect((await client.videos.list({ limit: 100 })).has_more).toBe(false)
  })

  it('downloads the video, its thumbnail and its spritesheet', { timeout: 30_000 }, async () => {
    const { id } = await finished('Dunes in the desert')
    const video = await client.videos.downloadContent(id)
    expect(video.headers.get('content-type')).toBe('video/mp4')
    const bytes = Buffer.from(await video.arrayBuffer())
    expect(bytes.length).toBe(Number(video.headers.get('content-length')))
    expect(bytes.toString('latin1', 4, 8)).toBe('ftyp')
    const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' })
    expect(await jpegOf(thumbnail)).toEqual({ type: 'image/jpeg', width: 640, height: 360 })
    const spritesheet = await client.videos.downloadContent(id, { variant: 'spritesheet' })
    expect(await jpegOf(spritesheet)).toEqual({ type: 'image/jpeg', width: 1280, height: 720 })
  })

  it('remixes, edits and extends a finished video', async () => {
    const source = await finished('A fox in the forest')
    const remix = await client.videos.remix(source.id, { prompt: 'The same at night' })
    expect(remix).toMatchObject({ remixed_from_video_id: source.id, prompt: 'The same at night', seconds: '4' })
    const edit = await client.videos.edit({ prompt: 'More fog', video: { id: source.id } })
    expect(edit).toMatchObject({ status: 'queued', prompt: 'More fog', size: '1280x720' })
    const extended = await client.videos.extend({ prompt: 'And on', seconds: '8', video: { id: source.id } })
    expect(extended).toMatchObject({ status: 'queued', prompt: 'And on', seconds: '12' })
    expect(new Set([source.id, remix.id, edit.id, extended.id]).size).toBe(4)
    await expect(client.videos.remix(remix.id, { prompt: 'Too early' })).rejects.toBeInstanceOf(BadRequestError)
  })

  it('deletes a video that has ended, and only then', async () => {
    const { id } = await client.videos.create({ prompt: 'Soon gone' })
    await expect(client.videos.delete(id)).rejects.toBeInstanceOf(ConflictError)
    fixture.advance(MINUTE)
    expect(await client.videos.delete(id)).toEqual({ id, object: 'video.deleted', deleted: true })
    await expect(client.videos.retrieve(id)).rejects.toBeInstanceOf(NotFoundError)
    await expect(client.videos.delete(id)).rejects.toBeInstanceOf(NotFoundError)
  })

  it('sends a reference image, which must have the size of the video', async () => {
    const png = (width: number, height: number): Promise<File> => {
      const image = Buffer.alloc(64)
      image.writeUInt32BE(0x89504e47, 0)
      image.writeUInt32BE(width, 16)
      image.writeUInt32BE(height, 20)
      return toFile(image, 'start.png', { type: 'image/png' })
    }
    const good = { prompt: 'From here', size: '1280x720', input_reference: await png(1280, 720) } as const
    expect((await client.videos.create(good)).status).toBe('queued')
    const refused = await client.videos
      .create({ ...good, input_reference: await png(640, 360) })
      .catch((e: unknown) => e)
    expect(refused).toBeInstanceOf(BadRequestError)
    expect(refused).toMatchObject({ param: 'input_reference', code: 'invalid_image_size' })
  })

  it('reads what each model can do from the list of models', async () => {
    const models = await client.models.list()
    for (const model of models.data) {
      const { dailies_capabilities: capabilities } = model as unknown as { dailies_capabilities: unknown }
      expect(modelCapabilitiesSchema.parse(capabilities)).toEqual(findModel(model.id))
    }
    expect(models.data.map(({ id }) => id)).toEqual(['demo-1', 'demo-1-pro'])
  })

  it('meets each refusal as the error class that fits', async () => {
    const stranger = new OpenAI({ baseURL: fixture.demo.baseUrl, apiKey: 'wrong', maxRetries: 0 })
    await expect(stranger.videos.list()).rejects.toBeInstanceOf(AuthenticationError)
    await expect(client.videos.retrieve('video_nowhere')).rejects.toBeInstanceOf(NotFoundError)
    const table: [OpenAI.VideoCreateParams, object][] = [
      [
        { prompt: 'x', model: 'sora-9' },
        { param: 'model', code: 'model_not_found' },
      ],
      [
        { prompt: 'x', size: '100x100' as '1280x720' },
        { param: 'size', code: 'invalid_value' },
      ],
      [
        { prompt: 'x', seconds: '5' as '4' },
        { param: 'seconds', code: 'invalid_value' },
      ],
      [{ prompt: '' }, { param: 'prompt', code: 'string_too_short' }],
      [{ prompt: '🎬'.repeat(32_001) }, { param: 'prompt', code: 'string_too_long' }],
      [{ prompt: 'Something [refuse]' }, { param: 'prompt', code: 'moderation_blocked' }],
    ]
    for (const [body, expected] of table) {
      const error = await client.videos.create(body).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(BadRequestError)
      expect(error).toMatchObject({ status: 400, ...expected })
    }
    expect((await client.videos.create({ prompt: '🎬'.repeat(32_000) })).status).toBe('queued')
  })

  it('sees a marked prompt fail while it is worked on', async () => {
    const blocked = await finished('A quiet lake [moderation]')
    expect(blocked).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' }, expires_at: null })
    const broken = await finished('A quiet lake [fail]')
    expect(broken).toMatchObject({ status: 'failed', error: { code: 'internal_error' } })
    await expect(client.videos.downloadContent(broken.id)).rejects.toBeInstanceOf(ConflictError)
  })

  it('is told to wait when it asks too often', async () => {
    const busy = await demoFixture({ requestsPerMinute: 2 })
    const eager = new OpenAI({ baseURL: busy.demo.baseUrl, apiKey: 'demo-key', maxRetries: 0 })
    await eager.videos.list()
    await eager.videos.list()
    const error = await eager.videos.list().catch((e: unknown) => e)
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error).toMatchObject({ code: 'rate_limit_exceeded' })
    expect((error as RateLimitError).headers.get('retry-after')).toBe('30')
    busy.advance(30_000)
    expect((await eager.videos.list()).data).toEqual([])
    await busy.dispose()
  })
})
