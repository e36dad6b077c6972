import { placePicture, type PictureFacts, type PictureNeeds, type PictureSize, type Placement } from './imageFit.ts'

/** A picture that was opened here and can be drawn. */
export interface OpenPicture extends PictureFacts {
  file: Blob
  fileName: string
  bitmap: ImageBitmap
}

/** What a browser does with pictures, so that tests can do without one. */
export interface Pictures {
  /** Null for what is no picture, or one that this browser cannot read. */
  open(file: Blob, fileName: string): Promise<OpenPicture | null>
  /** Draws it as it is needed; null where even the smallest file is too large. */
  fit(picture: OpenPicture, needs: PictureNeeds, placement: Placement): Promise<Blob | null>
  thumbnail(picture: OpenPicture): Promise<string | null>
  base64(file: Blob): Promise<string>
}

const THUMBNAIL_HEIGHT = 72
const JPEG_QUALITIES = [0.92, 0.85, 0.7, 0.5]
const THUMBNAIL_QUALITY = 0.7

const openBitmap = async (file: Blob, imageOrientation: 'from-image' | 'none'): Promise<ImageBitmap | null> => {
  try {
    return await createImageBitmap(file, { imageOrientation })
  } catch {
    return null
  }
}

const isTurned = async (file: Blob, { width, height }: PictureSize): Promise<boolean> => {
  if (file.type !== 'image/jpeg') return false
  const raw = await openBitmap(file, 'none')
  const turned = raw !== null && (raw.width !== width || raw.height !== height)
  raw?.close()
  return turned
}

const open = async (file: Blob, fileName: string): Promise<OpenPicture | null> => {
  const bitmap = await openBitmap(file, 'from-image')
  if (bitmap === null) return null
  const { width, height } = bitmap
  const facts = { width, height, type: file.type, sizeBytes: file.size, isTurned: await isTurned(file, bitmap) }
  return { ...facts, file, fileName, bitmap }
}

const draw = (
  { bitmap }: OpenPicture,
  target: PictureSize,
  at: { x: number; y: number; width: number; height: number },
): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = target.width
  canvas.height = target.height
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser offers no canvas.')
  context.fillStyle = '#000'
  context.fillRect(0, 0, target.width, target.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, at.x, at.y, at.width, at.height)
  return canvas
}

const encode = async (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> =>
  await new Promise((resolve) => canvas.toBlob(resolve, type, quality))

const fit: Pictures['fit'] = async (picture, { target, type, maxBytes }, placement) => {
  const canvas = draw(picture, target, placePicture(picture, target, placement))
  for (const quality of type === 'image/png' ? [1] : JPEG_QUALITIES) {
    const blob = await encode(canvas, type, quality)
    if (blob !== null && blob.type === type && blob.size <= maxBytes) return blob
  }
  return null
}

const thumbnail = async (picture: OpenPicture): Promise<string | null> => {
  const width = Math.max(1, Math.round((picture.width / picture.height) * THUMBNAIL_HEIGHT))
  const target = { width: Math.min(width, THUMBNAIL_HEIGHT * 3), height: THUMBNAIL_HEIGHT }
  const at = placePicture(picture, target, { mode: 'cover', zoom: 1, x: 0.5, y: 0.5 })
  const blob = await encode(draw(picture, target, at), 'image/jpeg', THUMBNAIL_QUALITY)
  return blob === null ? null : await dataUrl(blob)
}

const dataUrl = async (file: Blob): Promise<string> =>
  await new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read.')))
    reader.readAsDataURL(file)
  })

export const browserPictures: Pictures = {
  open,
  fit,
  thumbnail,
  base64: async (file) => (await dataUrl(file)).replace(/^[^,]*,/, ''),
}
