import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Take } from '../../../../shared/jobs/job.ts'
import { spritesheetPath } from '../../stores/mediaPaths.ts'
import { positionInFilmstrip } from '../../video/filmstripLayout.ts'
import { writeTimecode } from '../../video/timecode.ts'
import type { Deck } from './deck.ts'
import { useTransport } from './useTransport.ts'

interface ScrubBarProps {
  deck: Deck | null
  take: Take
}

const THUMB_WIDTH = 168
const ASSUMED_RATE = { numerator: 30, denominator: 1, isConstant: true }

const percent = (share: number): string => `${share * 100}%`

/** The whole take as a line: where it is, what loops, and a picture of where the pointer is. */
export const ScrubBar = ({ deck, take }: ScrubBarProps) => {
  const { t } = useTranslation('player')
  const state = useTransport(deck)
  const [hover, setHover] = useState<number | null>(null)
  const wasPlaying = useRef<boolean | null>(null)
  const last = Math.max(1, state.frameCount - 1)
  const rate = deck?.table.rate ?? ASSUMED_RATE
  const send = deck?.transport.send

  const shareAt = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.x) / box.width))
  }
  const goTo = (share: number): void => send?.({ type: 'goTo', index: Math.round(share * last) })
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || deck === null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    wasPlaying.current = state.isPlaying
    send?.({ type: 'pause' })
    goTo(shareAt(event))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const share = shareAt(event)
    setHover(share)
    if (wasPlaying.current !== null) goTo(share)
  }
  const onPointerEnd = (): void => {
    if (wasPlaying.current === true) send?.({ type: 'play', direction: 1 })
    wasPlaying.current = null
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const frames = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key]
    if (frames !== undefined) send?.({ type: 'step', frames })
    else if (event.key === 'Home') send?.({ type: 'goTo', index: 0 })
    else if (event.key === 'End') send?.({ type: 'goTo', index: last })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const timecode = writeTimecode(state.index, rate)
  const hasMarks = state.inPoint !== null || state.outPoint !== null
  const from = (state.inPoint ?? 0) / last
  const to = (state.outPoint ?? last) / last

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('position')}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, state.frameCount - 1)}
      aria-valuenow={state.index}
      aria-valuetext={t('positionText', { timecode, frame: state.index + 1, count: state.frameCount })}
      aria-disabled={deck === null}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onPointerLeave={() => setHover(null)}
      onKeyDown={onKeyDown}
      className="group relative flex h-6 touch-none items-center rounded-sm"
    >
      <div className="relative h-1.5 w-full rounded-full bg-track transition-[height] group-hover:h-2">
        {hasMarks && (
          <div
            className="absolute -inset-y-1 rounded-sm border-x-2 border-warn bg-warn/25"
            style={{ left: percent(from), width: percent(Math.max(0, to - from)) }}
          />
        )}
        <div
          className="absolute inset-y-0 left-0 rounded-full bg-accent"
          style={{ width: percent(state.index / last) }}
        />
        <div
          className="absolute top-1/2 size-3.5 -translate-x-1/2 -translate-y-1/2 rounded-full border border-control bg-text"
          style={{ left: percent(state.index / last) }}
        />
      </div>
      {hover !== null && deck !== null && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute bottom-full mb-2 overflow-hidden rounded-md border border-line bg-raised text-center shadow-popup"
          style={{
            width: THUMB_WIDTH,
            left: `clamp(0px, calc(${percent(hover)} - ${THUMB_WIDTH / 2}px), calc(100% - ${THUMB_WIDTH}px))`,
          }}
        >
          <Thumbnail take={take} share={hover} aspect={deck.width / deck.height} />
          <span className="block py-0.5 font-mono text-xs tabular-nums">
            {writeTimecode(Math.round(hover * last), rate)}
          </span>
        </div>
      )}
    </div>
  )
}

/** Between the middles of two columns a background moves by one share of what lies outside. */
const place = (position: number, count: number): string => (count < 2 ? '0%' : percent(position / (count - 1)))

const Thumbnail = ({ take, share, aspect }: { take: Take; share: number; aspect: number }) => {
  const { framesLayout } = take
  if (!take.hasSpritesheet || framesLayout === undefined) return null
  const { columns, rows } = framesLayout
  const { column, row } = positionInFilmstrip(framesLayout, share)
  return (
    <div
      className="bg-stage"
      style={{
        aspectRatio: aspect,
        backgroundImage: `url("${spritesheetPath(take.id)}")`,
        backgroundSize: `${columns * 100}% ${rows * 100}%`,
        backgroundPosition: `${place(column, columns)} ${place(row, rows)}`,
      }}
    />
  )
}
