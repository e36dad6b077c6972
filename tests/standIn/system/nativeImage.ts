import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { part } from '../machine/member.ts'
import { imageSize } from './imageSize.ts'

interface Representation {
  scaleFactor: number
  data: Buffer
  size: Electron.Size
}

const NOTHING: Electron.Size = { width: 0, height: 0 }

/** Where an image came from, for specs that ask which icon is shown. */
const sources = new WeakMap<object, string>()
export const sourceOf = (image: Electron.NativeImage | string): string =>
  typeof image === 'string' ? image : (sources.get(image) ?? '')

const create = (first: Representation | null, source: string): Electron.NativeImage => {
  const representations = first === null ? [] : [first]
  let isTemplate = /Template(@\d+x)?\.\w+$/.test(source)
  const best = (): Representation | null => representations[0] ?? null
  const sizeNow = (): Electron.Size => best()?.size ?? NOTHING
  const toPng = (): Buffer => best()?.data ?? Buffer.alloc(0)
  const image = part<Electron.NativeImage>(
    'NativeImage',
    {
      isEmpty: () => best() === null,
      getSize: () => ({ ...sizeNow() }),
      getAspectRatio: () => (sizeNow().height === 0 ? 1 : sizeNow().width / sizeNow().height),
      getScaleFactors: () => representations.map(({ scaleFactor }) => scaleFactor),
      isTemplateImage: () => isTemplate,
      get isMacTemplateImage() {
        return isTemplate
      },
      set isMacTemplateImage(next) {
        isTemplate = next
      },
      setTemplateImage: (next) => {
        isTemplate = next
      },
      addRepresentation: ({ scaleFactor = 1, buffer, dataURL }) => {
        const data = buffer ?? (dataURL === undefined ? null : bytesOfDataUrl(dataURL))
        const size = data === null ? null : imageSize(data)
        if (data !== null && size !== null) representations.push({ scaleFactor, data, size })
      },
      // The pixels stay as they are; what counts here is the size that the app asked for.
      resize: ({ width, height }) => {
        const now = sizeNow()
        const ratio = now.height === 0 ? 1 : now.width / now.height
        const size = {
          width: Math.round(width ?? (height === undefined ? now.width : height * ratio)),
          height: Math.round(height ?? (width === undefined ? now.height : width / ratio)),
        }
        return create(best() === null ? null : { scaleFactor: 1, data: toPng(), size }, source)
      },
      crop: ({ width, height }) =>
        create(best() === null ? null : { scaleFactor: 1, data: toPng(), size: { width, height } }, source),
      // As many pixels as there would be; what they show is nobody's business here.
      toBitmap: () => Buffer.alloc(sizeNow().width * sizeNow().height * 4),
      toPNG: toPng,
      toJPEG: toPng,
      toDataURL: () => `data:image/png;base64,${toPng().toString('base64')}`,
    },
    () => `[NativeImage ${sizeNow().width}x${sizeNow().height} ${source}]`,
  )
  sources.set(image, source)
  return image
}

const bytesOfDataUrl = (url: string): Buffer => Buffer.from(url.split(',', 2)[1] ?? '', 'base64')

const fromBytes = (data: Buffer, source: string, scaleFactor = 1): Electron.NativeImage => {
  const size = imageSize(data)
  return create(size === null ? null : { scaleFactor, data, size }, source)
}

/** Electron answers an empty image for what is not there or no picture. */
const fromPath = (path: string): Electron.NativeImage => {
  try {
    return fromBytes(readFileSync(path), path)
  } catch {
    return create(null, path)
  }
}

export const nativeImage = part<typeof Electron.NativeImage>('nativeImage', {
  createEmpty: () => create(null, ''),
  createFromPath: fromPath,
  createFromBuffer: (buffer, { scaleFactor = 1 } = {}) => fromBytes(buffer, '', scaleFactor),
  createFromBitmap: (data, { width, height, scaleFactor = 1 }) => {
    if (data.length !== width * height * 4) throw new Error('invalid buffer size')
    return create({ scaleFactor, data, size: { width, height } }, 'bitmap')
  },
  createFromDataURL: (url) => fromBytes(bytesOfDataUrl(url), ''),
  createThumbnailFromPath: (path) => Promise.resolve(fromPath(path)),
})
