import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTakeDownloader, type DownloadOutcome } from '../../electron/core/media/takeDownloader.ts'
import type { FileStore } from '../../electron/core/ports.ts'
import type { AssetOutcome, OpenAssetOptions } from '../../electron/core/providers/videoProvider.ts'
import { createFakeClock } from '../fakes/fakeClock.ts'
import { createMemoryFileStore, type FileOperation, type MemoryFileStore } from '../fakes/memoryFileStore.ts'
import { createMemoryLogger } from '../fakes/memoryLogger.ts'
import { makeMp4 } from '../unit/core/media/mp4Fixture.ts'

const FILE = makeMp4({ samples: Array.from({ length: 6 }, () => 300_000) })
const SHA256 = createHash('sha256').update(FILE).digest('hex')
const FOLDER = '/takes'
const NAME = 'take.mp4'

/** What a power cut leaves of things that were not synced; the file system may choose any of these. */
const POWER_CUTS = (['lost', 'kept'] as const).flatMap((names) =>
  (['lost', 'kept', 'zeroed'] as const).map((contents) => ({ names, contents })),
)

/** A provider in this process, so that only the disk decides when things happen. */
function createProvider(options: { breakAfter?: number | undefined } = {}): {
  open(options: OpenAssetOptions): Promise<AssetOutcome>
  bytesSent(): number
} {
  let bytesSent = 0
  let breakAfter = options.breakAfter ?? Number.POSITIVE_INFINITY
  const open = ({ offset }: OpenAssetOptions): Promise<AssetOutcome> => {
    let at = offset
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (at >= breakAfter) {
          breakAfter = Number.POSITIVE_INFINITY
          controller.error(new Error('reset'))
        } else if (at >= FILE.length) controller.close()
        else {
          const chunk = FILE.slice(at, at + 100_000)
          at += chunk.length
          bytesSent += chunk.length
          controller.enqueue(chunk)
        }
      },
    })
    return Promise.resolve({
      kind: 'open',
      status: offset > 0 ? 206 : 200,
      rangeStart: offset,
      totalBytes: FILE.length,
      contentLength: FILE.length - offset,
      validator: '"v1"',
      contentType: 'video/mp4',
      body,
    })
  }
  return { open, bytesSent: () => bytesSent }
}

function download(files: FileStore, provider: ReturnType<typeof createProvider>): Promise<DownloadOutcome> {
  const downloader = createTakeDownloader({
    files,
    clock: createFakeClock(),
    logger: createMemoryLogger(),
    failpoint: () => {},
  })
  const request = { folder: FOLDER, fileName: NAME, open: provider.open, onProgress: () => {} }
  return downloader.download(request, new AbortController().signal)
}

/** Downloads in a process that dies before its `step`-th disk operation; null when it finished before that. */
async function dieAtStep(
  disk: MemoryFileStore,
  provider: ReturnType<typeof createProvider>,
  step: number,
  survives: (typeof POWER_CUTS)[number],
): Promise<{ operation: FileOperation; path: string } | null> {
  const died = Promise.withResolvers<{ operation: FileOperation; path: string }>()
  let count = 0
  disk.onOperation = (operation, path) => {
    if (count++ !== step) return
    disk.onOperation = null
    disk.crash(survives)
    died.resolve({ operation, path })
  }
  const finished = download(disk.mount(), provider).then(() => null)
  const result = await Promise.race([died.promise, finished])
  disk.onOperation = null
  return result
}

const finals = (disk: MemoryFileStore): string[] => disk.paths().filter((path) => path.endsWith('.mp4'))

function expectOnlyWholeFiles(disk: MemoryFileStore, when: string): void {
  for (const path of finals(disk)) {
    const bytes = disk.contents(path) ?? new Uint8Array()
    expect(createHash('sha256').update(bytes).digest('hex'), `${path} ${when}`).toBe(SHA256)
  }
}

describe('a power cut during a download', () => {
  it.each(POWER_CUTS)(
    'leaves the final file absent or whole at every single step (unsynced names $names, contents $contents)',
    async (survives) => {
      const operations = new Set<string>()
      for (let step = 0; ; step++) {
        const disk = createMemoryFileStore()
        const provider = createProvider()
        const died = await dieAtStep(disk, provider, step, survives)
        if (died === null) {
          expect(step).toBeGreaterThan(25)
          break
        }
        operations.add(died.operation)
        const when = `after a cut before step ${step} (${died.operation} ${died.path})`
        expectOnlyWholeFiles(disk, when)
        const outcome = await download(disk.mount(), provider)
        expect(outcome, when).toEqual({ kind: 'saved', fileName: NAME, sizeBytes: FILE.length, sha256: SHA256 })
        expectOnlyWholeFiles(disk, `${when} and a second attempt`)
        expect(finals(disk), when).toHaveLength(1)
      }
      for (const operation of ['openPart', 'write', 'sync', 'rename', 'syncFolder', 'readAt', 'close'] as const) {
        expect(operations).toContain(operation)
      }
    },
  )

  it('is survived at any two steps in a row, with a connection that breaks in between', async () => {
    const plan = fc.record({
      breakAfter: fc.option(fc.integer({ min: 1, max: FILE.length - 1 }), { nil: undefined }),
      cuts: fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...POWER_CUTS)), { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ breakAfter, cuts }) => {
        const disk = createMemoryFileStore()
        const provider = createProvider({ breakAfter })
        for (const [step, survives] of cuts) {
          await dieAtStep(disk, provider, step, survives)
          expectOnlyWholeFiles(disk, `after a cut before step ${step}`)
        }
        let outcome = await download(disk.mount(), provider)
        if (outcome.kind === 'retry') outcome = await download(disk.mount(), provider)
        expect(outcome).toEqual({ kind: 'saved', fileName: NAME, sizeBytes: FILE.length, sha256: SHA256 })
        expect(finals(disk)).toHaveLength(1)
        expectOnlyWholeFiles(disk, 'in the end')
      }),
      { numRuns: 300 },
    )
  })

  it('costs no second transfer once the whole part was synced and recorded', async () => {
    const disk = createMemoryFileStore()
    const provider = createProvider()
    let hasRecord = false
    const died = Promise.withResolvers<void>()
    disk.onOperation = (operation, path) => {
      hasRecord ||= operation === 'sync' && path.endsWith('.part.json')
      if (!hasRecord || operation !== 'rename') return
      disk.onOperation = null
      disk.crash()
      died.resolve()
    }
    void download(disk.mount(), provider)
    await died.promise
    expect(finals(disk)).toEqual([])
    expect(await download(disk.mount(), provider)).toMatchObject({ kind: 'saved' })
    expect(provider.bytesSent()).toBe(FILE.length)
  })

  it('never adopts a stranger that got the name in the meantime', async () => {
    const disk = createMemoryFileStore()
    const provider = createProvider()
    disk.failNext('rename', 'EIO')
    await download(disk.mount(), provider)
    disk.place(`${FOLDER}/${NAME}`, makeMp4({ seed: 99 }))
    expect(await download(disk.mount(), provider)).toMatchObject({ kind: 'saved', fileName: 'take (2).mp4' })
    expect(disk.contents(`${FOLDER}/${NAME}`)).toEqual(makeMp4({ seed: 99 }))
  })

  it('replaces the empty file that an interrupted rename without hard links leaves', async () => {
    const disk = createMemoryFileStore()
    const provider = createProvider()
    disk.failNext('rename', 'EIO')
    await download(disk.mount(), provider)
    disk.place(`${FOLDER}/${NAME}`, new Uint8Array(0))
    expect(await download(disk.mount(), provider)).toMatchObject({ kind: 'saved', fileName: NAME })
    expectOnlyWholeFiles(disk, 'in the end')
  })
})
