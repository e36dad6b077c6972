/** Any run of at least twice this length is found, wherever the batches happen to be cut. */
const RUN_BYTES = 512
const ZEROS = Buffer.alloc(RUN_BYTES)
const MOST_RUNS = 64

export interface ZeroRunFinder {
  /** The next bytes of the file, in order. */
  scan(bytes: Uint8Array): void
  /** Whole runs inside one batch, in file positions. */
  runs(): readonly { start: number; end: number }[]
}

/**
 * Notes runs of zeros while a file streams by: the trace of a hole in a transfer or a cache. The search
 * skips by the length of the needle, so it costs next to nothing.
 */
export function createZeroRunFinder(): ZeroRunFinder {
  const found: { start: number; end: number }[] = []
  let position = 0
  return {
    scan: (bytes) => {
      const batch = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = batch.indexOf(ZEROS); at !== -1 && found.length < MOST_RUNS;) {
        let end = at + RUN_BYTES
        while (end < batch.length && batch[end] === 0) end++
        found.push({ start: position + at, end: position + end })
        at = batch.indexOf(ZEROS, end)
      }
      position += batch.length
    },
    runs: () => found,
  }
}
