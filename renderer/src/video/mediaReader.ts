import {
  EncodedPacketSink,
  Input,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
  UrlSource,
  VideoSampleSink,
  type InputVideoTrack,
} from 'mediabunny'
import type { FrameRange } from './framePlan.ts'
import { buildFrameTable, indexOfTimestamp, type FrameTable, type PacketTime } from './frameTable.ts'
import {
  failed,
  failureOfAnswer,
  failureOfError,
  MediaError,
  type MediaFailure,
  type MediaResult,
} from './mediaFailure.ts'
import type { Picture } from './picture.ts'
import { keepSample } from './keepSample.ts'

export interface VideoFacts {
  table: FrameTable
  width: number
  height: number
  codec: string
}

/** One opened file. `frames` decodes a run in presentation order; leaving its loop or the signal ends it. */
export interface MediaReader {
  facts: VideoFacts
  frames(range: FrameRange, signal: AbortSignal): AsyncGenerator<Picture, void, unknown>
  /** One picture for each index; the indexes must rise. Decodes no frame twice. */
  framesAt(indexes: readonly number[]): AsyncGenerator<Picture, void, unknown>
  close(): void
}

export type OpenedMedia =
  | { ok: true; value: MediaReader }
  /** `facts` where the file could be read but not decoded. */
  | { ok: false; failure: MediaFailure; facts: VideoFacts | null }

const MOST_CACHED_BYTES = 32 * 1024 * 1024
const RETRY_SECONDS = [0.1, 0.4] as const

/** Remembers what the server said, because the library's own errors carry it only as prose. */
const watchedSource = (url: string): { source: UrlSource; failure(): MediaFailure | null } => {
  let failure: MediaFailure | null = null
  const watchedFetch = async (...request: Parameters<typeof fetch>): Promise<Response> => {
    try {
      const response = await fetch(...request)
      failure = failureOfAnswer(response.status, response.headers.get('Content-Range')) ?? emptyAnswer(response)
      return response
    } catch (error) {
      failure ??= failureOfError(error, 'unreachable')
      throw error
    }
  }
  const source = new UrlSource(url, {
    fetchFn: watchedFetch,
    maxCacheSize: MOST_CACHED_BYTES,
    getRetryDelay: (attempts) => RETRY_SECONDS[attempts - 1] ?? null,
    handleUnhandledError: () => {},
  })
  return { source, failure: () => failure }
}

const emptyAnswer = (response: Response): MediaFailure | null =>
  response.status === 200 && response.headers.get('Content-Length') === '0'
    ? { reason: 'empty', detail: 'The file has no bytes.', status: 200 }
    : null

/** Reads the file's index and finds out whether this machine can decode it. Aborting frees everything. */
export const openMedia = async (url: string, signal: AbortSignal): Promise<OpenedMedia> => {
  if (signal.aborted) return { ...failed('aborted', 'Called off.'), facts: null }
  const { source, failure } = watchedSource(url)
  const input = new Input({ source, formats: [MP4, QTFF] })
  const dispose = (): void => input.dispose()
  signal.addEventListener('abort', dispose, { once: true })
  const fail = (error: unknown): OpenedMedia => {
    dispose()
    if (signal.aborted) return { ...failed('aborted', 'Called off.'), facts: null }
    const reason = error instanceof UnsupportedInputFormatError ? 'corrupt' : 'unreachable'
    return {
      ok: false,
      failure: failure() ?? failureOfError(error, failure() === null ? 'corrupt' : reason),
      facts: null,
    }
  }
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null) return fail(new MediaError({ reason: 'corrupt', detail: 'No video track.', status: null }))
    const facts = await readFacts(track)
    if (!facts.ok) return fail(new MediaError(facts.failure))
    if (!(await track.canDecode())) {
      dispose()
      return { ...failed('undecodable', facts.value.codec), facts: facts.value }
    }
    return { ok: true, value: createReader(track, facts.value, dispose, failure) }
  } catch (error) {
    return fail(error)
  } finally {
    signal.removeEventListener('abort', dispose)
  }
}

const readFacts = async (track: InputVideoTrack): Promise<MediaResult<VideoFacts>> => {
  const packets: PacketTime[] = []
  const sink = new EncodedPacketSink(track)
  for await (const { timestamp, duration, type } of sink.packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timestamp, duration, isKey: type === 'key' })
  }
  if (packets.length === 0) return failed('corrupt', 'The video track has no frames.')
  const [ticksPerSecond, width, height, codec] = await Promise.all([
    track.getTimeResolution(),
    track.getDisplayWidth(),
    track.getDisplayHeight(),
    track.getCodecParameterString(),
  ])
  return {
    ok: true,
    value: { table: buildFrameTable(packets, ticksPerSecond), width, height, codec: codec ?? 'unknown codec' },
  }
}

const createReader = (
  track: InputVideoTrack,
  facts: VideoFacts,
  dispose: () => void,
  answered: () => MediaFailure | null,
): MediaReader => {
  const { table } = facts
  const explain = (error: unknown): MediaError => new MediaError(answered() ?? failureOfError(error, 'corrupt'))
  /** A quarter into a frame: no rounding of ticks can make it mean the neighbour. */
  const within = (index: number): number => {
    const start = table.timestamps[index]
    if (start === undefined) return Infinity
    return start + ((table.timestamps[index + 1] ?? table.endSeconds) - start) / 4
  }
  const beforeStart = (index: number): number => {
    const start = table.timestamps[index]
    const previous = table.timestamps[index - 1]
    if (start === undefined) return Infinity
    return previous === undefined ? start : start - (start - previous) / 4
  }
  return {
    facts,
    async *frames({ from, to }, signal) {
      const samples = new VideoSampleSink(track).samples(within(from), beforeStart(to))
      // The way to the first frame of the run may be long, and nobody waits for it any more.
      const leave = (): void => void samples.return()
      signal.addEventListener('abort', leave, { once: true })
      try {
        for await (const sample of samples) {
          yield await keepSample(sample, indexOfTimestamp(table, sample.timestamp), facts)
        }
      } catch (error) {
        throw explain(error)
      } finally {
        signal.removeEventListener('abort', leave)
        await samples.return()
      }
    },
    async *framesAt(indexes) {
      const samples = new VideoSampleSink(track).samplesAtTimestamps(indexes.map(within))
      try {
        for await (const sample of samples) {
          if (sample === null) continue
          yield await keepSample(sample, indexOfTimestamp(table, sample.timestamp), facts)
        }
      } catch (error) {
        throw explain(error)
      } finally {
        await samples.return()
      }
    },
    close: dispose,
  }
}
