import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'

export interface PictureSize {
  width: number
  height: number
}

export interface PictureFacts extends PictureSize {
  type: string
  sizeBytes: number
  /** Its pixels lie otherwise than it is shown (a photograph that carries a rotation). */
  isTurned: boolean
}

export type ReferenceLimits = NonNullable<ModelCapabilities['referenceImage']>

/** What must change before a model takes a picture; null when it may go as it is. */
export interface PictureNeeds {
  isOtherType: boolean
  isTooLarge: boolean
  /** The pixels it must have; its own where any will do. */
  target: PictureSize
  isOtherSize: boolean
  type: string
  maxBytes: number
}

export const parseSize = (size: string | null): PictureSize | null => {
  const [width = 0, height = 0] = (size ?? '').split('x').map(Number)
  return width > 0 && height > 0 ? { width, height } : null
}

export const pictureNeeds = (
  picture: PictureFacts,
  limits: ReferenceLimits,
  size: string | null,
): PictureNeeds | null => {
  const wanted = limits.mustMatchSize ? parseSize(size) : null
  const target = wanted ?? { width: picture.width, height: picture.height }
  const isOtherSize = target.width !== picture.width || target.height !== picture.height
  const isOtherType = !limits.types.includes(picture.type)
  const isTooLarge = picture.sizeBytes > limits.maxBytes
  // A size that only holds once the rotation is applied is not the size that the provider reads.
  if (!isOtherSize && !isOtherType && !isTooLarge && !(picture.isTurned && wanted !== null)) return null
  return { isOtherType, isTooLarge, target, isOtherSize, type: typeFor(picture, limits), maxBytes: limits.maxBytes }
}

/** PNG loses nothing; what was a photograph, or is too large already, becomes a JPEG. */
const typeFor = ({ type, sizeBytes }: PictureFacts, { types, maxBytes }: ReferenceLimits): string => {
  const takesJpeg = types.includes('image/jpeg')
  if (takesJpeg && (type === 'image/jpeg' || sizeBytes > maxBytes)) return 'image/jpeg'
  if (types.includes('image/png')) return 'image/png'
  return takesJpeg ? 'image/jpeg' : (types[0] ?? 'image/png')
}

/** `cover` cuts off what is too much, `contain` shows everything between bars. */
export type FitMode = 'cover' | 'contain'

export interface Placement {
  mode: FitMode
  /** From 1 up. */
  zoom: number
  /** Which part is kept, from 0 (left, top) to 1 (right, bottom). */
  x: number
  y: number
}

export const CENTRED: Placement = { mode: 'cover', zoom: 1, x: 0.5, y: 0.5 }

/** Where on the target the whole picture is to be drawn; what lies outside is cut off. */
export const placePicture = (
  picture: PictureSize,
  target: PictureSize,
  { mode, zoom, x, y }: Placement,
): { x: number; y: number; width: number; height: number } => {
  const scales = [target.width / picture.width, target.height / picture.height] as const
  const scale = (mode === 'cover' ? Math.max(...scales) : Math.min(...scales)) * Math.max(1, zoom)
  const width = picture.width * scale
  const height = picture.height * scale
  return { x: (target.width - width) * x, y: (target.height - height) * y, width, height }
}

/** The same ratio to within a pixel: scaling alone will do. */
export const hasSameShape = (one: PictureSize, other: PictureSize): boolean =>
  Math.abs(one.width * other.height - one.height * other.width) < Math.max(other.width, other.height)
