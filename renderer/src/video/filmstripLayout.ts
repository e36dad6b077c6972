import type { FramesLayout } from '../../../shared/jobs/job.ts'

/** Encoders and the host refuse pictures beyond these. */
const MOST_PIXELS = 16_384
const MOST_COLUMNS = 100

export interface FilmstripLayout {
  layout: FramesLayout
  frameWidth: number
  frameHeight: number
  /** Which frame of the video each picture shows; rising. */
  indexes: readonly number[]
}

/** Evenly spaced frames, each the middle of its share of the video, nearly square as a sheet. */
export const layFilmstrip = (
  video: { frameCount: number; width: number; height: number },
  wanted: { frameCount: number; frameWidth: number },
): FilmstripLayout => {
  const frameCount = Math.max(1, Math.min(wanted.frameCount, video.frameCount))
  const frameWidth = Math.max(1, Math.round(wanted.frameWidth))
  const frameHeight = Math.max(1, Math.round((frameWidth * video.height) / video.width))
  const columns = Math.min(
    frameCount,
    MOST_COLUMNS,
    Math.floor(MOST_PIXELS / frameWidth),
    Math.ceil(Math.sqrt((frameCount * frameHeight) / frameWidth)),
  )
  const rows = Math.ceil(frameCount / columns)
  const indexes = Array.from({ length: frameCount }, (_, position) =>
    Math.floor(((position + 0.5) * video.frameCount) / frameCount),
  )
  return { layout: { columns, rows, frameCount }, frameWidth, frameHeight, indexes }
}

/** Which picture of a sheet belongs to a moment, `share` running from 0 to 1 over the video. */
export const positionInFilmstrip = (layout: FramesLayout, share: number): { column: number; row: number } => {
  const position = Math.min(layout.frameCount - 1, Math.max(0, Math.floor(share * layout.frameCount)))
  return { column: position % layout.columns, row: Math.floor(position / layout.columns) }
}
