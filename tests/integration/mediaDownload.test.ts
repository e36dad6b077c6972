import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import v8 from 'node:v8'
import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import {
  createTakeDownloader,
  type DownloadOutcome,
  type DownloadRequest,
  type TakeDownloader,
} from '../../electron/core/media/takeDownloader.ts'
import type { FailpointName, FileStore } from '../../electron/core/ports.ts'
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts'
import { createMemoryFileStore, type MemoryFileStore } from '../fakes/memoryFileStore.ts'
import { createMemoryLogger } from '../fakes/memoryLogger.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'
import {
  answer,
  goodAnswer,
  resetAfter,
  stallAfter,
  startAssetServer,
  type AssetHandler,
  type AssetServer,
} from '../unit/core/media/assetServer.ts'
import { findBox, makeMp4 } from '../unit/core/media/mp4Fixture.ts'

const FILE = makeMp4({ samples: Array.from({ length: 8 }, () => 300_000) })
const HALF = Math.floor(FILE.length / 2)
const NAME = 'a take.mp4'
const VIDEO = { 'Content-Type': 'video/mp4' }
const SAVED = { kind: 'saved', fileName: NAME, sizeBytes: FILE.length, sha256: sha256(FILE) }

interface Bench extends AsyncDisposable {
  server: AssetServer
  clock: FakeClock
  files: FileStore
  folder: string
  downloader: TakeDownloader
  failpoints: FailpointName[]
  /** Every file with a final name, with its content. */
  takes(): Promise<Map<string, Uint8Array>>
  leftovers(): Promise<string[]>
  download(options?: Partial<DownloadRequest> & { signal?: AbortSignal }): Promise<DownloadOutcome>
}

async function makeBench(files: FileStore, folder: string): Promise<Bench> {
  const server = await startAssetServer()
  const clock = createFakeClock()
  const failpoints: FailpointName[] = []
  const failpoint = (name: FailpointName): void => void failpoints.push(name)
  const downloader = createTakeDownloader({ files, clock, logger: createMemoryLogger(), failpoint })
  const contentOf = async (name: string): Promise<Uint8Array> => {
    const chunks: Uint8Array[] = []
    for await (const chunk of files.read(path.join(folder, name))) chunks.push(chunk)
    return new Uint8Array(Buffer.concat(chunks))
  }
  return {
    server,
    clock,
    files,
    folder,
    downloader,
    failpoints,
    takes: async () => {
      const names = (await files.list(folder)).filter((name) => name.endsWith('.mp4'))
      return new Map(await Promise.all(names.map(async (name) => [name, await contentOf(name)] as const)))
    },
    leftovers: async () => (await files.list(folder)).filter((name) => !name.endsWith('.mp4')).sort(),
    download: ({ signal = new AbortController().signal, onProgress = () => {} } = {}) => {
      const progress = (bytes: number, total: number | null): void => {
        server.received(bytes)
        onProgress(bytes, total)
      }
      return downloader.download({ folder, fileName: NAME, open: server.open, onProgress: progress }, signal)
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function withMemoryDisk(run: (bench: Bench, disk: MemoryFileStore) => Promise<void>): Promise<void> {
  const disk = createMemoryFileStore()
  await using bench = await makeBench(disk, '/takes')
  await run(bench, disk)
}

async function withRealDisk(run: (bench: Bench) => Promise<void>): Promise<void> {
  await using temporary = await makeTempFolder()
  await using bench = await makeBench(createNodeFileStore(), path.join(temporary.path, 'takes'))
  await run(bench)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const withZeros = (start: number, end: number): Uint8Array => FILE.slice().fill(0, start, end)
const moov = findBox(FILE, 'moov')
const mdat = findBox(FILE, 'mdat')

interface Fault {
  name: string
  /** The answers to the first requests. */
  answers: AssetHandler[]
  /** Calls of `download` while these answers last. */
  outcomes: unknown[]
  /** Range headers of all requests, the last good one included. */
  ranges: (string | undefined)[]
}

const network = { kind: 'retry', failure: { code: 'network' } }
const protocol = { kind: 'retry', failure: { code: 'protocol' } }
const fromHalf = `bytes=${HALF}-`

const FAULTS: Fault[] = [
  { name: 'no fault at all', answers: [], outcomes: [], ranges: [undefined] },
  {
    name: 'too short, without an announced length',
    answers: [answer(200, VIDEO, FILE.subarray(0, HALF))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'too short by one byte',
    answers: [answer(200, { ...VIDEO, 'Content-Length': FILE.length - 1 }, FILE.subarray(0, -1))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'a cleanly ended part that is shorter than the announced whole',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v1"', 'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length}` },
        FILE.subarray(HALF, -9),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'too long, without an announced length',
    answers: [answer(200, VIDEO, FILE, Buffer.from('trailing rubbish'))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'longer than the announced whole',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v1"', 'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length}` },
        FILE.subarray(HALF),
        FILE.subarray(0, 9),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'connection reset in the middle, with a strong ETag',
    answers: [resetAfter(FILE, HALF)],
    outcomes: [network],
    ranges: [undefined, fromHalf],
  },
  {
    name: 'connection reset in the middle, three times at three places',
    answers: [
      resetAfter(FILE, HALF),
      (_request, response, cutAt) => {
        cutAt(HALF + 100_000)
        response.writeHead(206, {
          ...VIDEO,
          ETag: '"v1"',
          'Content-Length': FILE.length - HALF,
          'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length}`,
        })
        response.write(FILE.subarray(HALF, HALF + 100_000))
      },
    ],
    outcomes: [network, network],
    ranges: [undefined, fromHalf, `bytes=${HALF + 100_000}-`],
  },
  {
    name: 'connection reset, no validator: starts over',
    answers: [resetAfter(FILE, HALF, {})],
    outcomes: [network],
    ranges: [undefined, undefined],
  },
  {
    name: 'connection reset, weak validator: starts over',
    answers: [resetAfter(FILE, HALF, { ETag: 'W/"v1"' })],
    outcomes: [network],
    ranges: [undefined, undefined],
  },
  {
    name: 'connection reset before the first byte of the body',
    answers: [(_request, response) => void response.destroy()],
    outcomes: [network],
    ranges: [undefined, undefined],
  },
  {
    name: '200 to a range: starts over within the same attempt',
    answers: [resetAfter(FILE, HALF), answer(200, { ...VIDEO, 'Content-Length': FILE.length, ETag: '"v1"' }, FILE)],
    outcomes: [network, SAVED],
    ranges: [undefined, fromHalf],
  },
  {
    name: 'another range than asked for',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v1"', 'Content-Range': `bytes ${HALF + 7}-${FILE.length - 1}/${FILE.length}` },
        FILE.subarray(HALF + 7),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'a range of a file of another size',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v1"', 'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length + 1}` },
        FILE.subarray(HALF),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'a part although the whole was asked for',
    answers: [
      answer(206, { ...VIDEO, 'Content-Range': `bytes 5-${FILE.length - 1}/${FILE.length}` }, FILE.subarray(5)),
    ],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: '416 to a range: starts over within the same attempt',
    answers: [resetAfter(FILE, HALF), answer(416, {}), goodAnswer(FILE)],
    outcomes: [network, SAVED],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: '416 to a request for the whole file',
    answers: [answer(416, {})],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'the ETag changed under a part that is sent all the same',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v2"', 'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length}` },
        FILE.subarray(HALF),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'the ETag changed and the server honours If-Range',
    answers: [resetAfter(FILE, HALF, { ETag: '"v0"' }), goodAnswer(FILE)],
    outcomes: [network, SAVED],
    ranges: [undefined, fromHalf],
  },
  {
    name: 'an HTML page',
    answers: [answer(200, { 'Content-Type': 'text/html' }, Buffer.from('<html>sign in</html>'))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'an HTML page labelled as video',
    answers: [answer(200, VIDEO, Buffer.from('\n<!doctype html><html>sign in</html>'))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'a JSON error with status 200',
    answers: [answer(200, { 'Content-Type': 'application/json' }, Buffer.from('{"error":"busy"}'))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'a JSON error labelled as video, instead of the rest',
    answers: [
      resetAfter(FILE, HALF),
      answer(
        206,
        { ...VIDEO, ETag: '"v1"', 'Content-Range': `bytes ${HALF}-${FILE.length - 1}/${FILE.length}` },
        Buffer.from('{"error":"busy"}'),
      ),
    ],
    outcomes: [network, protocol],
    ranges: [undefined, fromHalf, undefined],
  },
  {
    name: 'zero bytes',
    answers: [answer(200, { ...VIDEO, 'Content-Length': 0 })],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'a hole of zeros in the index',
    answers: [answer(200, VIDEO, withZeros(moov.start + 200, moov.start + 400))],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'a hole of zeros in the pictures',
    answers: [
      answer(200, { ...VIDEO, 'Content-Length': FILE.length }, withZeros(mdat.start + 500_000, mdat.start + 510_000)),
    ],
    outcomes: [protocol],
    ranges: [undefined, undefined],
  },
  {
    name: 'no announced length, but whole',
    answers: [answer(200, VIDEO, FILE.subarray(0, 1000), FILE.subarray(1000))],
    outcomes: [SAVED],
    ranges: [undefined],
  },
  {
    name: 'the link expired (403)',
    answers: [answer(403, {})],
    outcomes: [{ kind: 'unauthorized', failure: { httpStatus: 403 } }],
    ranges: [undefined, undefined],
  },
  {
    name: 'the copy is gone (410), after half of it came',
    answers: [resetAfter(FILE, HALF), answer(410, {})],
    outcomes: [network, { kind: 'gone', failure: { httpStatus: 410 } }],
    ranges: [undefined, fromHalf, fromHalf],
  },
  {
    name: 'the file is not ready yet',
    answers: [answer(409, {})],
    outcomes: [{ kind: 'not_ready' }],
    ranges: [undefined, undefined],
  },
  {
    name: 'throttled (429), then an internal error (500)',
    answers: [answer(429, {}), answer(500, {})],
    outcomes: [
      { kind: 'retry', failure: { code: 'rate_limited' } },
      { kind: 'retry', failure: { code: 'provider' } },
    ],
    ranges: [undefined, undefined, undefined],
  },
]

describe.each([
  ['memory', withMemoryDisk],
  ['real', withRealDisk],
] as const)('downloading to a %s disk', (_kind, withDisk) => {
  it.each(FAULTS)('$name: no bad file is ever saved, and the take arrives in the end', async (fault) => {
    await withDisk(async (bench) => {
      bench.server.answerWith(...fault.answers, goodAnswer(FILE))
      let isSaved = false
      for (const expected of fault.outcomes) {
        const outcome = await bench.download()
        expect(outcome).toMatchObject(expected as object)
        isSaved = outcome.kind === 'saved'
        if (!isSaved) expect(await bench.takes()).toEqual(new Map())
      }
      if (!isSaved) expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toEqual(fault.ranges)
      expect([...(await bench.takes())].map(([name, bytes]) => [name, sha256(bytes)])).toEqual([[NAME, SAVED.sha256]])
      await bench.downloader.forgetPart(bench.folder, NAME)
      expect(await bench.leftovers()).toEqual([])
    })
  })

  it('gives up on a transfer that stalls for 30 seconds and continues where it was', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(stallAfter(FILE, HALF), goodAnswer(FILE))
      const arrived = Promise.withResolvers<void>()
      const download = bench.download({ onProgress: (bytes) => bytes === HALF && arrived.resolve() })
      await arrived.promise
      await bench.clock.advance(29_999)
      expect(bench.clock.pendingTimers()).toBe(1)
      await bench.clock.advance(1)
      expect(await download).toMatchObject(network)
      expect(await bench.takes()).toEqual(new Map())
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toEqual([undefined, fromHalf])
      expect(bench.clock.pendingTimers()).toBe(0)
    })
  })

  it('gives up on a provider that does not answer for a minute', async () => {
    await withDisk(async (bench) => {
      const asked = Promise.withResolvers<void>()
      bench.server.answerWith(() => asked.resolve(), goodAnswer(FILE))
      const download = bench.download()
      await asked.promise
      await bench.clock.advance(60_000)
      expect(await download).toMatchObject(network)
      expect(await bench.download()).toEqual(SAVED)
    })
  })

  it('gives up on a trickle that would take days', async () => {
    await withDisk(async (bench) => {
      let drip: (bytes: Uint8Array) => void = () => {}
      bench.server.answerWith((_request, response) => {
        response.writeHead(200, { ...VIDEO, 'Content-Length': FILE.length, ETag: '"v1"' })
        drip = (bytes) => void response.write(bytes)
        drip(FILE.subarray(0, 100))
      }, goodAnswer(FILE))
      let arrived = Promise.withResolvers<number>()
      const download = bench.download({ onProgress: (bytes) => arrived.resolve(bytes) })
      let outcome: DownloadOutcome | null = null
      let sent = 100
      for (; outcome === null && sent < 2000; sent += 100) {
        await arrived.promise
        arrived = Promise.withResolvers<number>()
        await bench.clock.advance(20_000)
        drip(FILE.subarray(sent, sent + 100))
        outcome = await Promise.race([download, arrived.promise.then(() => null)])
      }
      expect(outcome).toMatchObject(network)
      expect(bench.clock.monotonic()).toBeLessThanOrEqual(150_000)
      expect(await bench.download()).toEqual(SAVED)
    })
  })

  it('stops at once when asked to, and continues later', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(stallAfter(FILE, HALF), goodAnswer(FILE))
      const controller = new AbortController()
      const onProgress = (bytes: number): void => void (bytes === HALF && controller.abort())
      expect(await bench.download({ onProgress, signal: controller.signal })).toEqual({ kind: 'stopped' })
      expect(await bench.leftovers()).toEqual([`${NAME}.part`, `${NAME}.part.json`])
      expect(await bench.download({ signal: controller.signal })).toEqual({ kind: 'stopped' })
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toEqual([undefined, fromHalf])
    })
  })

  it('starts over when the part on disk was altered', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(resetAfter(FILE, HALF), goodAnswer(FILE))
      await bench.download()
      const part = await bench.files.openPart(path.join(bench.folder, `${NAME}.part`), HALF - 10)
      await part.write(new Uint8Array(10))
      await part.close()
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toEqual([undefined, undefined])
    })
  })

  it('starts over when the record of the part cannot be read', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(resetAfter(FILE, HALF), goodAnswer(FILE))
      await bench.download()
      const record = await bench.files.openPart(path.join(bench.folder, `${NAME}.part.json`), 0)
      await record.write(Buffer.from('{"validator":'))
      await record.close()
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toEqual([undefined, undefined])
    })
  })

  it('adopts a file that was renamed before the crash, without asking the provider', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      expect(await bench.download()).toEqual(SAVED)
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toHaveLength(1)
      expect((await bench.takes()).size).toBe(1)
    })
  })

  it('never overwrites a file of somebody else', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      await bench.files.makeFolder(bench.folder)
      const strange = await bench.files.openPart(path.join(bench.folder, NAME), 0)
      await strange.write(Buffer.from('holiday'))
      await strange.close()
      expect(await bench.download()).toEqual({ ...SAVED, fileName: 'a take (2).mp4' })
      expect(await bench.download()).toEqual({ ...SAVED, fileName: 'a take (2).mp4' })
      const takes = await bench.takes()
      expect(Buffer.from(takes.get(NAME) ?? []).toString()).toBe('holiday')
      expect(takes.size).toBe(2)
    })
  })

  it('downloads again when the adopted file is not what was recorded', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      await bench.download()
      const file = await bench.files.openPart(path.join(bench.folder, NAME), FILE.length - 1)
      await file.write(Uint8Array.of(0))
      await file.close()
      expect(await bench.download()).toEqual({ ...SAVED, fileName: 'a take (2).mp4' })
    })
  })

  it('is not cut short when the Response is garbage-collected before its body is read', async () => {
    v8.setFlagsFromString('--expose-gc')
    const collectGarbage = vm.runInNewContext('gc') as () => void
    await withDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      const forgetful: FileStore = {
        ...bench.files,
        openPart: async (file, offset) => {
          collectGarbage()
          await new Promise((resolve) => setImmediate(resolve))
          return bench.files.openPart(file, offset)
        },
      }
      const downloader = createTakeDownloader({
        ...bench,
        files: forgetful,
        logger: createMemoryLogger(),
        failpoint: () => {},
      })
      const request = { folder: bench.folder, fileName: NAME, open: bench.server.open, onProgress: () => {} }
      expect(await downloader.download(request, new AbortController().signal)).toEqual(SAVED)
    })
  })

  it('passes its failpoints in the order of the steps and reports progress up to the end', async () => {
    await withDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      const progress: number[] = []
      await bench.download({ onProgress: (bytes) => progress.push(bytes) })
      expect(bench.failpoints).toEqual([
        'download.before_open',
        'download.first_chunk',
        'download.middle_chunk',
        'download.last_chunk',
        'download.before_check',
        'download.before_fsync',
        'download.after_fsync',
        'download.before_rename',
        'download.after_rename',
        'download.after_folder_fsync',
      ])
      expect(progress).toEqual([...progress].sort((a, b) => a - b))
      expect(progress.at(-1)).toBe(FILE.length)
    })
  })
})

describe('downloading to a failing disk', () => {
  const MB = 1024 * 1024

  it('does not even ask the provider when less than the reserve is free', async () => {
    await withMemoryDisk(async (bench, disk) => {
      disk.setCapacity(100 * MB)
      expect(await bench.download()).toEqual({ kind: 'disk_full', neededBytes: 512 * MB, freeBytes: 100 * MB })
      expect(bench.server.ranges).toEqual([])
    })
  })

  it('stores nothing when the announced size does not fit', async () => {
    await withMemoryDisk(async (bench, disk) => {
      bench.server.answerWith(goodAnswer(FILE))
      disk.setCapacity(512 * MB + FILE.length - 1)
      expect(await bench.download()).toEqual({
        kind: 'disk_full',
        neededBytes: 512 * MB + FILE.length,
        freeBytes: 512 * MB + FILE.length - 1,
      })
      expect(disk.paths()).toEqual([])
      disk.setCapacity(512 * MB + FILE.length)
      expect(await bench.download()).toEqual(SAVED)
    })
  })

  it('keeps what arrived when the disk fills up in the middle, and says what is missing', async () => {
    await withMemoryDisk(async (bench, disk) => {
      bench.server.answerWith(goodAnswer(FILE))
      disk.failNext('write', 'ENOSPC', { skip: 1, ending: '.part' })
      const outcome = await bench.download()
      expect(outcome).toMatchObject({ kind: 'disk_full' })
      expect(outcome.kind === 'disk_full' && outcome.neededBytes).toBeGreaterThan(512 * MB)
      expect(await bench.takes()).toEqual(new Map())
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges[1]).toMatch(/^bytes=[1-9]\d+-$/)
    })
  })

  it.each([
    ['opening the part', 'openPart', '.part', 'EACCES'],
    ['writing', 'write', '.part', 'EIO'],
    ['writing the record', 'write', '.part.json', 'EIO'],
    ['syncing the part', 'sync', '.part', 'EIO'],
    ['syncing the record', 'sync', '.part.json', 'EIO'],
    ['renaming', 'rename', '.part', 'EIO'],
    ['syncing the folder before the rename', 'syncFolder', '', 'EIO'],
    ['reading back for the check', 'readAt', '.part', 'EIO'],
    ['making the folder', 'makeFolder', '', 'EROFS'],
    ['closing', 'close', '.part', 'EIO'],
  ] as const)(
    'reports an error while %s, saves nothing bad and succeeds later',
    async (_step, operation, ending, code) => {
      await withMemoryDisk(async (bench, disk) => {
        bench.server.answerWith(goodAnswer(FILE))
        disk.failNext(operation, code, { ending })
        expect(await bench.download()).toMatchObject({ kind: 'disk_error', code })
        expect(await bench.takes()).toEqual(new Map())
        expect(await bench.download()).toEqual(SAVED)
        expect(sha256((await bench.takes()).get(NAME) ?? new Uint8Array())).toBe(SAVED.sha256)
      })
    },
  )

  it('does not trust bytes whose sync failed', async () => {
    await withMemoryDisk(async (bench, disk) => {
      bench.server.answerWith(goodAnswer(FILE))
      disk.failNext('sync', 'EIO', { ending: '.part' })
      await bench.download()
      await bench.download()
      expect(bench.server.ranges).toEqual([undefined, undefined])
    })
  })

  it('finishes without the network when only the rename failed', async () => {
    await withMemoryDisk(async (bench, disk) => {
      bench.server.answerWith(goodAnswer(FILE))
      disk.failNext('rename', 'EIO')
      await bench.download()
      expect(await bench.download()).toEqual(SAVED)
      expect(bench.server.ranges).toHaveLength(1)
    })
  })

  it('leaves a finished file alone that still shares its bytes with a part (a crash between link and unlink)', async () => {
    await withRealDisk(async (bench) => {
      bench.server.answerWith(goodAnswer(FILE))
      await bench.download()
      const part = path.join(bench.folder, `${NAME}.part`)
      await fs.link(path.join(bench.folder, NAME), part)
      expect(await bench.download()).toEqual(SAVED)
      expect(await bench.leftovers()).toEqual([`${NAME}.part.json`])

      await fs.link(path.join(bench.folder, NAME), part)
      await fs.writeFile(`${part}.json`, 'rubbish')
      expect(await bench.download()).toEqual({ ...SAVED, fileName: 'a take (2).mp4' })
      expect(sha256((await bench.takes()).get(NAME) ?? new Uint8Array())).toBe(SAVED.sha256)
      expect((await fs.stat(path.join(bench.folder, NAME))).nlink).toBe(1)
    })
  })

  it('starts over when a real part vanished', async () => {
    await withRealDisk(async (bench) => {
      bench.server.answerWith(resetAfter(FILE, HALF), goodAnswer(FILE))
      await bench.download()
      await fs.rm(path.join(bench.folder, `${NAME}.part`))
      expect(await bench.download()).toEqual(SAVED)
    })
  })
})
