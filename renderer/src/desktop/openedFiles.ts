import type { OpenedFile } from '../../../shared/shell/shellContract.ts'

/** By the end of a file's name; the composer goes by the name for everything else. */
const PICTURE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  bmp: 'image/bmp',
}

/** A file that came through the shell, as if it had been dropped. */
export const toFile = ({ name, base64 }: OpenedFile): File => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return new File([bytes], name, { type: PICTURE_TYPES[ending] ?? '' })
}
