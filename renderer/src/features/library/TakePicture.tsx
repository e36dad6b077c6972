import { FileX2, Film, ImageOff, Unplug } from 'lucide-react'
import { useEffect, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Take } from '../../../../shared/jobs/job.ts'
import { posterPath } from '../../stores/mediaPaths.ts'
import type { DragOutProps } from '../../jobs/useDragOut.ts'
import { useConnection } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { frameAt, shareOf } from './scrubPlace.ts'
import { ScrubFrame } from './ScrubFrame.tsx'

interface TakePictureProps {
  /** Null for a finished job whose file is no longer known. */
  take: Take | null
  /** The frame that the keyboard shows; null for the poster. */
  frame: number | null
  /** No room for words: the reason why there is no picture stands in the icon's name alone. */
  isSmall?: boolean
  className?: string
  /** Makes it a handle to drag the take out by. */
  handle?: DragOutProps
}

/** The poster of a take, whole in its 16:9 place; the pointer moving across it shows the frames of the video. */
export const TakePicture = ({ take, frame, isSmall = false, className, handle }: TakePictureProps) => {
  const [pointedShare, setPointedShare] = useState<number | null>(null)
  const layout = take?.hasSpritesheet === true && take.missingSince === undefined ? take.framesLayout : undefined
  const share = pointedShare ?? (frame === null || layout === undefined ? null : shareOf(layout, frame))

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return
    const box = event.currentTarget.getBoundingClientRect()
    setPointedShare(Math.min(Math.max((event.clientX - box.left) / Math.max(1, box.width), 0), 1))
  }
  return (
    <div
      className={cx('relative aspect-video overflow-hidden rounded-sm bg-hover', className)}
      {...handle}
      {...(layout === undefined ? {} : { onPointerMove, onPointerLeave: () => setPointedShare(null) })}
    >
      <Poster take={take} isSmall={isSmall} />
      {take !== null && layout !== undefined && share !== null && (
        <ScrubFrame takeId={take.id} layout={layout} frame={frameAt(layout, share)} share={share} />
      )}
    </div>
  )
}

const Poster = ({ take, isSmall }: { take: Take | null; isSmall: boolean }) => {
  const [failedId, setFailedId] = useState<string | null>(null)
  if (take === null || take.missingSince !== undefined) return <NoPicture reason="gone" isSmall={isSmall} />
  if (!take.hasPoster) return <NoPicture reason="none" isSmall={isSmall} />
  if (failedId === take.id) return <FailedPicture isSmall={isSmall} onRetry={() => setFailedId(null)} />
  return (
    <img
      // Named by the cell around it.
      alt=""
      src={posterPath(take.id)}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailedId(take.id)}
      className="size-full object-contain"
    />
  )
}

/** A picture that failed while the host was away is tried again when it is back. */
const FailedPicture = ({ isSmall, onRetry }: { isSmall: boolean; onRetry: () => void }) => {
  const connection = useConnection()
  const [wasAway, setWasAway] = useState(connection !== 'live')
  if (connection !== 'live' && !wasAway) setWasAway(true)
  const isBack = wasAway && connection === 'live'
  useEffect(() => {
    if (isBack) onRetry()
  }, [isBack, onRetry])
  return <NoPicture reason={wasAway ? 'offline' : 'broken'} isSmall={isSmall} />
}

const ICONS = { gone: FileX2, none: Film, broken: ImageOff, offline: Unplug } as const

const NoPicture = ({ reason, isSmall }: { reason: keyof typeof ICONS; isSmall: boolean }) => {
  const { t } = useTranslation('library')
  const Icon = ICONS[reason]
  const text = t(`picture.${reason}`)
  return (
    <div
      className={cx(
        'flex size-full flex-col items-center justify-center gap-1 bg-track px-2 text-center text-xs',
        reason === 'gone' ? 'text-warn' : 'text-muted',
      )}
      {...(isSmall ? { title: text } : {})}
    >
      <Icon aria-hidden className={isSmall ? 'size-4' : 'size-5'} />
      <span className={isSmall ? 'sr-only' : 'line-clamp-2'}>{text}</span>
    </div>
  )
}
