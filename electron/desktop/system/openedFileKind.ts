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

/** Whether the bytes are what the name says: a picture that can be read, or text. */
export const isAsNamed = (kind: 'picture' | 'table', bytes: Uint8Array): boolean =>
  // Text in UTF-8 or an older coding has no zero byte; programs, archives and UTF-16 have.
  kind === 'picture' ? readImageFacts(bytes) !== null : !bytes.includes(0)
