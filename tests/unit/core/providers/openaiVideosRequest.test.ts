import { describe, expect, it } from 'vitest'
import { addressOf, toHandle } from '../../../../electron/core/providers/openaiVideos/handle.ts'
import { findProfile } from '../../../../electron/core/providers/openaiVideos/profiles.ts'
import type { PreparedCreate } from '../../../../electron/core/providers/openaiVideos/request.ts'
import { describeShape, prepareCreate } from '../../../../electron/core/providers/openaiVideos/request.ts'
import type { GenerationRequest } from '../../../../electron/core/providers/videoProvider.ts'

const request: GenerationRequest = {
  model: 'sora-2',
  prompt: 'a fox',
  seconds: 8,
  size: '1280x720',
  params: {},
  reference: null,
  source: null,
}

const prepare = async (
  profileId: string,
  changes: Partial<GenerationRequest> = {},
  wantsForm = false,
): Promise<PreparedCreate> => {
  const preparation = await prepareCreate({ ...request, ...changes }, findProfile(profileId), wantsForm)
  if (preparation.kind !== 'ready') throw new Error(preparation.message)
  return preparation.create
}

describe('prepareCreate', () => {
  it.each([
    ['sora', '/videos', true, { model: 'sora-2', prompt: 'a fox', seconds: '8', size: '1280x720' }],
    ['sora-loose', '/videos', false, { model: 'sora-2', prompt: 'a fox', seconds: 8, size: '1280x720' }],
    ['openrouter', '/videos', false, { model: 'sora-2', prompt: 'a fox', duration: 8, size: '1280x720' }],
    [
      'xai',
      '/videos/generations',
      false,
      { model: 'sora-2', prompt: 'a fox', duration: 8, aspect_ratio: '16:9', resolution: '720p' },
    ],
  ])('speaks the dialect of %s', async (profileId, path, isForm, body) => {
    expect(await prepare(profileId)).toEqual({ path, isForm, body })
  })

  it('leaves out what the job does not say', async () => {
    const { body } = await prepare('sora', { seconds: null, size: null, params: { seed: null } })
    expect(body).toEqual({ model: 'sora-2', prompt: 'a fox' })
  })

  it('passes further parameters on, but they cannot replace the prompt', async () => {
    const { body } = await prepare('sora-loose', { params: { seed: 7, prompt: 'another' } })
    expect(body).toMatchObject({ seed: 7, prompt: 'a fox' })
  })

  it('sends forms in the loose dialect once the server asked for one', async () => {
    expect((await prepare('sora-loose', {}, true)).isForm).toBe(true)
  })

  it('says so when the reference image is gone', async () => {
    const reference = { path: '/nowhere/at/all.png', type: 'image/png', fileName: 'all.png' }
    expect(await prepareCreate({ ...request, reference }, findProfile('sora'), false)).toEqual({
      kind: 'impossible',
      message: 'The reference image could not be read.',
    })
  })

  it.each([
    ['sora', 'remix', '/videos/video_1/remix', false, { prompt: 'a fox' }],
    ['sora', 'edit', '/videos/edits', true, { prompt: 'a fox', video: { id: 'video_1' } }],
    ['sora', 'extend', '/videos/extensions', true, { prompt: 'a fox', seconds: '8', video: { id: 'video_1' } }],
    [
      'openrouter',
      'edit',
      '/videos',
      false,
      { model: 'sora-2', prompt: 'a fox', duration: 8, size: '1280x720', previous_job_id: 'video_1' },
    ],
    [
      'xai',
      'edit',
      '/videos/edits',
      false,
      { model: 'sora-2', prompt: 'a fox', video: { url: 'https://x.example/v.mp4' } },
    ],
  ] as const)('derives in %s: %s', async (profileId, relation, path, isForm, body) => {
    const handle = toHandle({ ...addressOf('video_1'), videoUrls: ['https://x.example/v.mp4'] })
    expect(await prepare(profileId, { source: { relation, handle } })).toEqual({ path, isForm, body })
  })

  it('refuses a remix where the dialect has none', async () => {
    const source = { relation: 'remix', handle: 'video_1' } as const
    expect(await prepareCreate({ ...request, source }, findProfile('xai'), false)).toMatchObject({ kind: 'impossible' })
  })
})

describe('describeShape', () => {
  it.each([
    ['1920x1080', { aspect_ratio: '16:9', resolution: '1080p' }],
    ['720x1280', { aspect_ratio: '9:16', resolution: '720p' }],
    ['512x512', { aspect_ratio: '1:1', resolution: '512p' }],
    [null, {}],
    ['big', {}],
  ])('%s', (size, expected) => {
    expect(describeShape(size)).toEqual(expected)
  })
})
