import { createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { createNodeFileStore } from '../../electron/core/media/nodeFileStore.ts'
import { createTakeDownloader } from '../../electron/core/media/takeDownloader.ts'
import { systemClock } from '../../electron/core/systemClock.ts'
import { adapterFor } from './adapter.ts'
import { startChild } from './childProcess.ts'
import { createLaps } from './measure.ts'
import { silentLogger } from './quietHost.ts'
import type { Row } from './report.ts'

const SIZE_BYTES = 20_000_000
const FILES = 20
/** As many transfers at a time as the engine makes. */
const AT_ONCE = 3

/** The engine's download (checked, hashed, synced, renamed) against fetching the same bytes into a file. */
export async function benchDownloads(folder: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true })
  const { child, message: port } = await startChild('takeServer.ts', [String(SIZE_BYTES)])
  const baseUrl = `http://127.0.0.1:${String(port)}/v1`
  const provider = adapterFor(baseUrl)
  const downloader = createTakeDownloader({
    files: createNodeFileStore(),
    clock: systemClock,
    logger: silentLogger,
    failpoint: () => undefined,
  })
  const never = new AbortController().signal
  const byEngine = async (name: string): Promise<void> => {
    const outcome = await downloader.download(
      {
        folder,
        fileName: name,
        open: (options) => provider.openAsset(provider.handleFromId('take'), 'video', options),
        onProgress: () => undefined,
      },
      never,
    )
    if (outcome.kind !== 'saved') throw new Error(`The download ended as ${outcome.kind}.`)
    await downloader.forgetPart(folder, name)
  }
  const plainly = async (name: string): Promise<void> => {
    const answer = await fetch(`${baseUrl}/videos/take/content`)
    if (answer.body === null) throw new Error('The answer had no body.')
    await pipeline(Readable.fromWeb(answer.body as WebStream), createWriteStream(join(folder, name)))
  }
  const plainlyAndSync = async (name: string): Promise<void> => {
    await plainly(name)
    const file = await open(join(folder, name), 'r+')
    await file.sync()
    await file.close()
  }

  const laps = createLaps()
  const contenders = { engine: byEngine, plain: plainly, synced: plainlyAndSync }
  for (let round = 0; round <= FILES / AT_ONCE; round += 1) {
    laps.nextRound()
    for (const [contender, fetchTo] of Object.entries(contenders)) {
      const names = Array.from({ length: AT_ONCE }, (_, index) => `${contender} ${index}.mp4`)
      await laps.timeAsync(`three.${contender}`, 1, async () => void (await Promise.all(names.map(fetchTo))))
      await laps.timeAsync(`one.${contender}`, 1, () => fetchTo(`${contender} alone.mp4`))
      await Promise.all([...names, `${contender} alone.mp4`].map((name) => rm(join(folder, name))))
    }
  }
  child.disconnect()

  const line = (what: string, lap: string, files: number, baseline: string, base: string, goal: number | null): Row => {
    const rate = (name: string): string =>
      `${Math.round((files * SIZE_BYTES) / 1000 / laps.medianMs(`${lap}.${name}`))} MB/s`
    const ratio = laps.ratio([`${lap}.engine`], [`${lap}.${base}`])
    return {
      area: 'Downloads',
      what,
      measured: rate('engine'),
      baseline: `${baseline} ${rate(base)}`,
      ratio,
      goal: goal === null ? '' : `>= ${goal}x`,
      isMet: goal === null ? null : ratio >= goal,
    }
  }
  return [
    line('20 MB takes, three at once', 'three', AT_ONCE, 'fetch to file', 'plain', 0.8),
    line('20 MB takes, three at once', 'three', AT_ONCE, 'fetch to file + fsync', 'synced', null),
    line('20 MB takes, one by one', 'one', 1, 'fetch to file', 'plain', 0.8),
    line('20 MB takes, one by one', 'one', 1, 'fetch to file + fsync', 'synced', null),
  ]
}
