import type { FramesLayout } from '../../../../shared/jobs/job.ts'

/** Which frame of a sheet belongs to a place between the start (0) and the end (1) of its video. */
export const frameAt = ({ frameCount }: FramesLayout, share: number): number =>
  Math.min(frameCount - 1, Math.max(0, Math.floor(share * frameCount)))

/** The middle of a frame's share of the video, 0 to 1. */
export const shareOf = ({ frameCount }: FramesLayout, frame: number): number => (frame + 0.5) / frameCount

const percent = (place: number, count: number): string => `${count <= 1 ? 0 : (place / (count - 1)) * 100}%`

/** How a sheet lies behind a box so that one of its frames fills it. */
export const sheetStyle = (
  { columns, rows }: FramesLayout,
  frame: number,
): { backgroundSize: string; backgroundPosition: string } => ({
  backgroundSize: `${columns * 100}% ${rows * 100}%`,
  backgroundPosition: `${percent(frame % columns, columns)} ${percent(Math.floor(frame / columns), rows)}`,
})

/** Width divided by height of one frame, from the size of the whole sheet. */
export const frameAspect = ({ columns, rows }: FramesLayout, sheetWidth: number, sheetHeight: number): number =>
  sheetWidth / columns / (sheetHeight / rows)

/** A frame of any shape, whole and centred in a 16:9 box, in percent of the box. */
export const fitInBox = (aspect: number): { width: string; height: string } => {
  const box = 16 / 9
  return aspect >= box
    ? { width: '100%', height: `${(box / aspect) * 100}%` }
    : { width: `${(aspect / box) * 100}%`, height: '100%' }
}
