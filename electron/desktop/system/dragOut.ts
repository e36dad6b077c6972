import { nativeImage, type NativeImage, type WebContents } from 'electron'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { Host } from '../../core/host.ts'
import type { Clock, Logger } from '../../core/ports.ts'
import { APP_ORIGIN } from '../../core/security/trustedFrame.ts'
import type { HostClient } from '../host/hostClient.ts'
import { drawCount, fitInside, LARGEST_DRAG_IMAGE } from './dragImage.ts'

export interface DragOutDeps {
  host: Pick<Host, 'takeFile' | 'fetch'>
  ask: HostClient
  /** The page in which the mouse is down; null when it has gone. */
  contents(): WebContents | null
  /** Shown where a take has no poster that can be drawn. */
  iconPath: string
  clock: Clock
  logger: Logger
}

const LARGEST_POSTER_BYTES = 10_000_000
const MOST_NAMED = 3

/**
 * Hands the files of finished takes to the system. Only what core knows as the file of a take can be dragged; gives back
 * the takes that have none.
 * @throws IpcError `not_found`, saying what is wrong, where not one of them has a file
 */
export const createDragOut = ({ host, ask, contents, iconPath, clock, logger }: DragOutDeps) => {
  const poster = async (takeId: string): Promise<NativeImage | null> => {
    const answer = await host.fetch(new Request(`${APP_ORIGIN}/media/${encodeURIComponent(takeId)}/poster`))
    const isSmall = Number(answer.headers.get('Content-Length')) <= LARGEST_POSTER_BYTES
    // Electron draws nothing but PNG and JPEG.
    if (!answer.ok || !isSmall || !/^image\/(png|jpeg)$/.test(answer.headers.get('Content-Type') ?? '')) {
      await answer.body?.cancel()
      return null
    }
    const image = nativeImage.createFromBuffer(Buffer.from(await answer.arrayBuffer()))
    return image.isEmpty() ? null : image.resize(fitInside(image.getSize(), LARGEST_DRAG_IMAGE))
  }

  const dragImage = async (takeId: string, count: number): Promise<NativeImage> => {
    const shown = await poster(takeId).catch(() => null)
    if (shown === null) return nativeImage.createFromPath(iconPath)
    if (count === 1) return shown
    const size = shown.getSize()
    const pixels = shown.toBitmap()
    drawCount(pixels, size, count)
    return nativeImage.createFromBitmap(pixels, size)
  }

  /** What is wrong with takes that cannot be dragged, in a sentence for each of the first. */
  const describe = async (takeIds: readonly string[]): Promise<string> => {
    const sentences = await Promise.all(
      takeIds.slice(0, MOST_NAMED).map(async (takeId) => {
        const problem = await ask('takes.check', { takeId }).then(
          (found) => found.problem,
          (error: unknown) => (error instanceof IpcError ? error.message : null),
        )
        return problem ?? `There is no file of take ${takeId}.`
      }),
    )
    const more = takeIds.length - sentences.length
    return [...sentences, ...(more > 0 ? [`${more} more are missing.`] : [])].join(' ')
  }

  return async (wanted: readonly string[]): Promise<readonly string[]> => {
    const takeIds = [...new Set(wanted)]
    const found = await Promise.all(takeIds.map(async (takeId) => ({ takeId, file: await host.takeFile(takeId) })))
    const leftOut = found.filter(({ file }) => file === null).map(({ takeId }) => takeId)
    const there = found.flatMap(({ takeId, file }) => (file === null ? [] : [{ takeId, path: file.path }]))
    const [first] = there
    if (first === undefined) throw new IpcError('not_found', await describe(leftOut), 'takeIds')
    const files = there.map(({ path }) => path)
    const icon = await dragImage(first.takeId, files.length)
    // After the answer has gone out: on Windows and Linux this call returns only when the mouse is released.
    clock.after(0, () => {
      try {
        contents()?.startDrag({ file: first.path, files, icon })
      } catch (error) {
        logger.warn('takes could not be dragged', { count: files.length, error: String(error) })
      }
    })
    return leftOut
  }
}
