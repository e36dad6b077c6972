import { useEffect, useState } from 'react'
import type { FramesLayout } from '../../../../shared/jobs/job.ts'
import { spritesheetPath } from '../../stores/mediaPaths.ts'
import { fitInBox, frameAspect, sheetStyle } from './scrubPlace.ts'

interface ScrubFrameProps {
  takeId: string
  layout: FramesLayout
  frame: number
  /** 0 to 1, where the line stands. */
  share: number
}

/** One frame of a take's spritesheet over its poster. The sheet is loaded when it is first wanted. */
export const ScrubFrame = ({ takeId, layout, frame, share }: ScrubFrameProps) => {
  const path = spritesheetPath(takeId)
  const aspect = useSheetAspect(path, layout)
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0" data-scrub-frame={frame}>
      {aspect !== null && (
        <div className="grid size-full place-items-center bg-hover">
          <div
            className="bg-no-repeat"
            style={{ ...fitInBox(aspect), ...sheetStyle(layout, frame), backgroundImage: `url("${path}")` }}
          />
        </div>
      )}
      <div className="absolute inset-x-0 bottom-0 h-0.5 bg-black/60">
        <div className="h-full origin-left bg-accent" style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  )
}

/** Null until the sheet is there, and for good where it cannot be read: then the poster stays. */
const useSheetAspect = (path: string, layout: FramesLayout): number | null => {
  const [sheet, setSheet] = useState<{ path: string; width: number; height: number } | null>(null)
  useEffect(() => {
    const image = new Image()
    let isOver = false
    image.src = path
    image.decode().then(
      () => {
        if (!isOver) setSheet({ path, width: image.naturalWidth, height: image.naturalHeight })
      },
      () => {},
    )
    return () => {
      isOver = true
    }
  }, [path])
  return sheet?.path === path ? frameAspect(layout, sheet.width, sheet.height) : null
}
