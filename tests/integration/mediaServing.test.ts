import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideRange } from '../../electron/core/media/byteRange.ts'
import { createHostFetch } from '../../electron/core/media/hostFetch.ts'
import { createMediaResponder, type MediaAsset } from '../../electron/core/media/mediaResponder.ts'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import { createRendererFiles } from '../../electron/core/media/rendererFiles.ts'
import type { TakeTags } from '../../electron/core/media/takeTags.ts'
import type { FileStore } from '../../electron/core/ports.ts'
import { makeMp4 } from '../unit/core/media/mp4Fixture.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'

const VIDEO = new Uint8Array(700_000).map((_, index) => (index * 31) % 251)
const SHA256 = createHash('sha256').update(VIDEO).digest('hex')
const MOVIE = makeMp4()
const TAGS: Omit<TakeTags, 'takeId'> = {
  sha256: SHA256,
  prompt: 'A fox in the snow',
  model: 'sora-2',
  seconds: 4,
  size: null,
  params: {},
  relation: null,
  createdAt: 1_800_000_000_000,
}
const INDEX = '<!doctype html><title>Dailies</title>'
const base = 'http://127.0.0.1:4823'

let temporary: Awaited<ReturnType<typeof makeTempFolder>>
let openReads = 0
let hostFetch: (request: Request) => Promise<Response>
const assets = new Map<string, MediaAsset>()
const noted: string[] = []

/** The real disk, counting the files that are open for reading. */
const countingFiles = (): FileStore => {
  const files = createNodeFileStore()
  return {
    ...files,
    read: async function* (file, range) {
      openReads++
      try {
        yield* files.read(file, range)
      } finally {
        openReads--
      }
    },
  }
}

beforeAll(async () => {
  temporary = await makeTempFolder()
  const renderer = path.join(temporary.path, 'renderer')
  await fs.mkdir(path.join(renderer, 'assets'), { recursive: true })
  await fs.writeFile(path.join(renderer, 'index.html'), INDEX)
  await fs.writeFile(path.join(renderer, 'assets', 'index-Ab12Cd34.js'), 'export {}')
  await fs.writeFile(path.join(renderer, 'notes.txt'), 'not for serving')
  await fs.writeFile(path.join(renderer, '.env'), 'SECRET=1')
  await fs.writeFile(path.join(temporary.path, 'secret.html'), 'secret')
  await fs.symlink(path.join(temporary.path, 'secret.html'), path.join(renderer, 'link.html'))
  await fs.symlink(temporary.path, path.join(renderer, 'linked'))
  const take = path.join(temporary.path, 'take.mp4')
  await fs.writeFile(take, VIDEO)
  await fs.writeFile(path.join(temporary.path, 'poster.webp'), 'poster')
  const video = {
    path: take,
    type: 'video/mp4',
    sizeBytes: VIDEO.length,
    sha256: SHA256,
    fileName: "it's a “take” (1).mp4",
  }
  assets.set('t_1/video', video)
  assets.set('t_1/poster', {
    ...video,
    path: path.join(temporary.path, 'poster.webp'),
    type: 'image/webp',
    sizeBytes: 6,
  })
  assets.set('missing/video', { ...video, path: path.join(temporary.path, 'gone.mp4') })
  assets.set('cut/video', { ...video, sizeBytes: VIDEO.length + 1 })
  const other = path.join(temporary.path, 'other.mp4')
  await fs.writeFile(other, MOVIE)
  assets.set('movie/video', { ...video, path: other, sizeBytes: MOVIE.length })
  assets.set('changed/video', { ...video, path: other, sizeBytes: MOVIE.length + 1 })
  hostFetch = createHostFetch({
    media: createMediaResponder({
      files: countingFiles(),
      findAsset: (takeId, variant) => assets.get(`${takeId}/${variant}`) ?? null,
      tagsOf: (takeId) => ({ ...TAGS, takeId }),
      noteTake: (takeId, { kind }) => void noted.push(`${takeId} ${kind}`),
    }),
    renderer: createRendererFiles(renderer),
  })
})
afterAll(() => temporary[Symbol.asyncDispose]())

const get = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  hostFetch(new Request(base + url, { headers, method }))
/** Spelled out, so that loosening one of them is a change of this test as well. */
const onEveryAnswer = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/camera=\(\).*fullscreen=\(self\).*geolocation=\(\)/) as string,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer())

describe('the media route', () => {
  it('serves a whole take with fixed, unguessed headers', async () => {
    const response = await get('/media/t_1')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': "inline; filename*=UTF-8''it%27s%20a%20%E2%80%9Ctake%E2%80%9D%20%281%29.mp4",
      'content-length': String(VIDEO.length),
      'content-type': 'video/mp4',
      etag: `"${SHA256}"`,
      ...onEveryAnswer,
    })
    expect(await bytesOf(response)).toEqual(VIDEO)
  })

  it('offers a take as a download', async () => {
    const response = await get('/media/t_1?download=1', {}, 'HEAD')
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="it's a _take_ (1).mp4"; filename*=UTF-8''it%27s%20a%20%E2%80%9Ctake%E2%80%9D%20%281%29.mp4`,
    )
  })

  it('offers a copy with the prompt inside, whole or in ranges, and leaves the file as it is', async () => {
    const response = await get('/media/movie?download=1&embed=1')
    const copy = await bytesOf(response)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; /)
    expect(response.headers.get('Content-Length')).toBe(String(copy.length))
    expect(Buffer.from(copy).toString('latin1')).toContain('A fox in the snow')
    expect(copy.length).toBeGreaterThan(MOVIE.length)
    const etag = response.headers.get('ETag') ?? expect.fail('no ETag')
    expect(etag).not.toBe(`"${SHA256}"`)
    for (const [start, end] of [
      [0, 40],
      [20, 900],
      [copy.length - 1500, copy.length],
    ] as const) {
      const part = await get('/media/movie?download=1&embed=1', {
        Range: `bytes=${start}-${end - 1}`,
        'If-Range': etag,
      })
      expect(part.status).toBe(206)
      expect(await bytesOf(part)).toEqual(copy.slice(start, end))
    }
    expect(await bytesOf(await get('/media/movie'))).toEqual(new Uint8Array(MOVIE))
    expect(await bytesOf(await get('/media/movie?embed=1'))).toEqual(new Uint8Array(MOVIE))
    expect(await fs.readFile(path.join(temporary.path, 'other.mp4'))).toEqual(Buffer.from(MOVIE))
    expect(openReads).toBe(0)
  })

  it('says so when a file takes no prompt', async () => {
    const response = await get('/media/t_1?download=1&embed=1')
    expect([response.status, await response.text()]).toEqual([
      409,
      'The prompt can not be written into this kind of video file. Save the file without it.',
    ])
  })

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-499', 0, 500],
    ['bytes=500-', 500, VIDEO.length],
    ['bytes=-500', VIDEO.length - 500, VIDEO.length],
    ['bytes=-99999999', 0, VIDEO.length],
    ['bytes=699999-99999999999999999999999', 699_999, VIDEO.length],
    ['Bytes = 300000 - 600000', 300_000, 600_001],
  ])('answers %s with exactly these bytes', async (range, start, end) => {
    const response = await get('/media/t_1', { Range: range })
    expect(response.status).toBe(206)
    expect(response.headers.get('Content-Range')).toBe(`bytes ${start}-${end - 1}/${VIDEO.length}`)
    expect(response.headers.get('Content-Length')).toBe(String(end - start))
    expect(await bytesOf(response)).toEqual(VIDEO.slice(start, end))
  })

  it.each(['bytes=700000-', 'bytes=700000-700001', 'bytes=-0', 'bytes=99999999999999999999-'])(
    'refuses %s, which lies outside',
    async (range) => {
      const response = await get('/media/t_1', { Range: range })
      expect(response.status).toBe(416)
      expect(response.headers.get('Content-Range')).toBe(`bytes */${VIDEO.length}`)
    },
  )

  it.each([
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=a-b',
    'items=0-5',
    'bytes=0-1,5-6',
    'bytes 0-5',
    'bytes=0x1-2',
    'bytes=1.5-3',
  ])('ignores the unusable range %s', async (range) => {
    const response = await get('/media/t_1', { Range: range })
    expect(response.status).toBe(200)
    await response.body?.cancel()
  })

  it('joins a range only to the bytes the reader already has', async () => {
    const range = { Range: 'bytes=5-9' }
    expect((await get('/media/t_1', { ...range, 'If-Range': `"${SHA256}"` })).status).toBe(206)
    expect((await get('/media/t_1', { ...range, 'If-Range': '"other"' })).status).toBe(200)
    expect((await get('/media/t_1', { ...range, 'If-Range': `W/"${SHA256}"` })).status).toBe(200)
    expect((await get('/media/t_1', { ...range, 'If-Range': 'Fri, 20 Nov 2026 09:00:00 GMT' })).status).toBe(200)
  })

  it.each([`"${SHA256}"`, `W/"${SHA256}"`, `"x", "${SHA256}"`, '*'])(
    'has nothing new for If-None-Match: %s',
    async (tag) => {
      const response = await get('/media/t_1', { 'If-None-Match': tag, Range: 'bytes=0-5' })
      expect(response.status).toBe(304)
      expect(response.headers.get('ETag')).toBe(`"${SHA256}"`)
      expect(await response.text()).toBe('')
    },
  )

  it('answers HEAD like GET without a body, and without ranges', async () => {
    const response = await get('/media/t_1', { Range: 'bytes=0-5' }, 'HEAD')
    expect([response.status, response.headers.get('Content-Length')]).toEqual([200, String(VIDEO.length)])
    expect(response.body).toBeNull()
  })

  it('serves the pictures of a take', async () => {
    const response = await get('/media/t_1/poster')
    expect([response.headers.get('Content-Type'), await response.text()]).toEqual(['image/webp', 'poster'])
    expect((await get('/media/t_1/spritesheet')).status).toBe(404)
  })

  it('never lets a changed file pass for the recorded one', async () => {
    const response = await get('/media/changed')
    expect([response.status, response.headers.get('ETag'), response.headers.get('Cache-Control')]).toEqual([
      200,
      null,
      'no-store',
    ])
    await response.body?.cancel()
  })

  it('says in a sentence that a file is gone or cut off, and passes on what it finds', async () => {
    noted.length = 0
    const missing = await get('/media/missing')
    expect([missing.status, missing.headers.get('Cache-Control'), await missing.text()]).toEqual([
      404,
      'no-store',
      "The file of this take is gone: it's a “take” (1).mp4 is no longer in its folder.",
    ])
    const cut = await get('/media/cut', { Range: 'bytes=0-9' })
    expect([cut.status, cut.headers.get('Content-Type')]).toEqual([410, 'text/plain; charset=utf-8'])
    expect(await cut.text()).toContain(`${VIDEO.length} of ${VIDEO.length + 1} bytes are left`)
    await (await get('/media/t_1')).body?.cancel()
    expect(noted).toEqual(['missing missing', 'cut cut', 't_1 whole'])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await get('/media/t_1', {}, method)
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each([
    '/media',
    '/media/',
    '/media/unknown',
    '/media/t_1/',
    '/media/t_1/video',
    '/media/t_1/poster/x',
    '/media/../media/../../etc/passwd',
    '/media/..%2f..%2fetc%2fpasswd',
    '/media/%2e%2e/%2e%2e/etc/passwd',
    '/media/%252e%252e%252fetc',
    '/media/t_1%00',
    '/media/t%5f1',
    '/media/C:%5Cwindows',
    '/media/t_1%2fposter%2f..',
    '/media//t_1',
    '/MEDIA/t_1',
  ])('finds nothing at %s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toBe('Not found.')
  })

  it('closes the file when the reader leaves, and opens none for a reader that never came', async () => {
    for (let round = 0; round < 20; round++) {
      const response = await get('/media/t_1')
      const reader = response.body?.getReader()
      await reader?.read()
      expect(openReads).toBe(1)
      await reader?.cancel()
      expect(openReads).toBe(0)
      await get('/media/t_1')
      expect(openReads).toBe(0)
    }
  })
})

describe('decideRange', () => {
  it('only ever names bytes inside the file', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^bytes=\d{0,20}-\d{0,20}$/), fc.nat(1000), (header, size) => {
        const range = decideRange(header, size)
        if (range.kind !== 'part') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeGreaterThan(range.start)
        expect(range.end).toBeLessThanOrEqual(size)
      }),
    )
  })
})

describe('the renderer files', () => {
  const navigation = { 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html' }

  it('serves the page with the policy that locks it down, never from an old cache', async () => {
    const response = await get('/', navigation)
    expect(await response.text()).toBe(INDEX)
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-cache',
      'content-length': String(INDEX.length),
      'content-type': 'text/html; charset=utf-8',
      ...onEveryAnswer,
    })
  })

  it('serves hashed assets for good', async () => {
    const response = await get('/assets/index-Ab12Cd34.js')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
  })

  it('answers a navigation to a screen with the page, and anything else that is missing with 404', async () => {
    expect(await (await get('/library/take_1', navigation)).text()).toBe(INDEX)
    expect(await (await get('/library', { Accept: 'text/html' })).text()).toBe(INDEX)
    expect((await get('/library', { 'Sec-Fetch-Mode': 'cors', Accept: 'text/html' })).status).toBe(404)
    expect((await get('/library')).status).toBe(404)
    expect((await get('/assets/none.js', navigation)).status).toBe(404)
  })

  it('answers HEAD without a body and refuses other methods', async () => {
    const response = await get('/index.html', {}, 'HEAD')
    expect([response.status, response.body]).toEqual([200, null])
    expect((await get('/index.html', {}, 'POST')).status).toBe(405)
  })

  it.each([
    '/notes.txt',
    '/.env',
    '/link.html',
    '/linked/secret.html',
    '/linked/take.mp4',
    '/..%2fsecret.html',
    '/%2e%2e%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/..%5csecret.html',
    '/assets/..%2f..%2fsecret.html',
    '/index.html%00.js',
    '/index.html.',
    '/assets',
    `/${'a'.repeat(5000)}.html`,
  ])('does not serve %s', async (url) => {
    const response = await get(url, { 'Sec-Fetch-Mode': 'no-cors' })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('Not found.')
  })

  it('is not there at all without a built renderer', async () => {
    const bare = createHostFetch({ media: () => Promise.reject(new Error('not asked')), renderer: null })
    expect((await bare(new Request(`${base}/`))).status).toBe(404)
  })
})
