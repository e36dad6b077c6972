import { readImageFacts } from '../../core/media/imageFile.ts'

/** What becomes of a file that a person opens with the app, by its name and size alone. */
export type OpenedKind = 'video' | 'picture' | 'table' | OpenedProblem
export type OpenedProblem = 'empty' | 'tooLarge' | 'unknown'

/** A picture that is too large for its model is made smaller by the page; this is beyond any picture. */
export const LARGEST_PICTURE_BYTES = 64_000_000
/** What the page takes; see its own limit for tables. */
export const LARGEST_TABLE_BYTES = 8_000_000

const VIDEO = /\.(mp4|m4v|mov|webm)$/i
const PICTURE = /\.(png|jpe?g|webp)$/i
const TABLE = /\.(csv|tsv|jsonl|txt)$/i

export const openedKind = (name: string, sizeBytes: number): OpenedKind => {
  if (VIDEO.test(name)) return 'video'
  const [kind, limit] = PICTURE.test(name)
    ? (['picture', LARGEST_PICTURE_BYTES] as const)
    : TABLE.test(name)
      ? (['table', LARGEST_TABLE_BYTES] as const)
      : (['unknown', Infinity] as const)
  if (kind === 'unknown') return kind
  if (sizeBytes === 0) return 'empty'
  return sizeBytes > limit ? 'tooLarge' : kind
}

/** What the page can read of it; null where the bytes are not what the name says. */
export const readAsNamed = (kind: 'picture' | 'table', bytes: Buffer): Buffer | null => {
  if (kind === 'picture') return readImageFacts(bytes) === null ? null : bytes
  const text = isUtf16(bytes) ? fromUtf16(bytes) : bytes
  // Text in UTF-8 or an older coding has no zero byte; programs and archives have.
  return text === null || text.includes(0) ? null : text
}

/** A table that Excel has saved as "Unicode text" has the name of a list of prompts. */
export const nameForPage = (name: string, bytes: Buffer): string => {
  if (!/\.txt$/i.test(name) || !isUtf16(bytes)) return name
  const [firstLine = ''] = (fromUtf16(bytes)?.toString('utf8') ?? '').split(/[\r\n]/, 1)
  return firstLine.includes('\t') ? `${name}.tsv` : name
}

/** By the mark at its beginning, which all programs write that still save such text. */
const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** Null where that is no text after all. */
const fromUtf16 = (bytes: Buffer): Buffer | null => {
  if (bytes.length % 2 !== 0) return null
  const text = (bytes[0] === 0xfe ? Buffer.from(bytes).swap16() : bytes).toString('utf16le', 2)
  return text.isWellFormed() ? Buffer.from(text, 'utf8') : null
}
