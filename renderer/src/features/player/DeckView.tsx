import { useEffect, useRef } from 'react'
import type { Take } from '../../../../shared/jobs/job.ts'
import type { MediaFailure } from '../../video/mediaFailure.ts'
import { takePath } from '../../stores/mediaPaths.ts'
import { cx } from '../../ui/classNames.ts'
import { startDeck, type Deck, type DeckPreferences } from './deck.ts'

interface DeckViewProps {
  take: Take
  label: string
  /** Hidden until its first frame is there. */
  isOnStage: boolean
  isMuted: boolean
  /** Read when the take is opened. */
  preferences: DeckPreferences
  onReady: (deck: Deck) => void
  onProblem: (takeId: string, failure: MediaFailure) => void
  onFrameProblem: (index: number) => void
}

/** The two surfaces of one take: the element with its sound, and over it the canvas for exact frames. */
export const DeckView = ({ take, label, isOnStage, isMuted, preferences, ...on }: DeckViewProps) => {
  const video = useRef<HTMLVideoElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef({ on, preferences })
  useEffect(() => {
    latest.current = { on, preferences }
  })

  useEffect(() => {
    const elements = { video: video.current, canvas: canvas.current }
    if (elements.video === null || elements.canvas === null) return
    const { preferences: atStart } = latest.current
    return startDeck(
      { takeId: take.id, url: takePath(take.id) },
      { video: elements.video, canvas: elements.canvas },
      {
        onReady: (deck) => latest.current.on.onReady(deck),
        onProblem: (failure) => latest.current.on.onProblem(take.id, failure),
        onFrameProblem: (index) => latest.current.on.onFrameProblem(index),
      },
      atStart,
    )
  }, [take.id])

  return (
    <div className={cx('absolute inset-0', !isOnStage && 'invisible')} data-take-id={take.id}>
      <video
        ref={video}
        muted={isMuted}
        playsInline
        disablePictureInPicture
        preload="auto"
        aria-label={label}
        className="absolute inset-0 size-full object-fill"
      />
      <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 size-full" />
    </div>
  )
}
