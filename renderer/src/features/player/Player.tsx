import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, LoaderCircle, PanelRight, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { writeShortcut } from '../../../../shared/commands/shortcut.ts'
import { IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { DeckView } from './DeckView.tsx'
import { PlayerInfo } from './PlayerInfo.tsx'
import { PLAYER_KEYS, type PlayerAction, type PlayerKeys } from '../../../../shared/commands/playerKeys.ts'
import { belongsToFocus, readPlayerKey } from './playerKeys.ts'
import { PlayerNotice } from './PlayerNotice.tsx'
import { PlayerProblem } from './PlayerProblem.tsx'
import { ScrubBar } from './ScrubBar.tsx'
import { Stage } from './Stage.tsx'
import { Timecode } from './Timecode.tsx'
import { TransportBar } from './TransportBar.tsx'
import { useDecks, usePreload } from './useDecks.ts'
import { useFullScreen } from './useFullScreen.ts'
import { useIdle } from './useIdle.ts'
import { usePlayerActions } from './usePlayerActions.ts'
import { useZoom } from './useZoom.ts'

export interface PlayerProps {
  job: Job
  /** Opened by the arrow keys; null at the ends of the list. */
  previous: Job | null
  next: Job | null
  onMove: (direction: 'previous' | 'next') => void
  onClose: () => void
  /** A PNG of the frame on show, to become the reference image of a new job. */
  onUseFrameAsReference: (blob: Blob, suggestedName: string) => void
  /** What else can be done with this take, from outside. */
  actions: ReactNode
  /** The person's own keys. */
  keys?: PlayerKeys
  /** Actions asked for from elsewhere, such as the palette. Returns the way to stop listening. */
  onAsked?: (listener: (action: PlayerAction) => void) => () => void
}

const IS_MAC = navigator.platform.startsWith('Mac')
/** Holding these down must not race through speeds or takes. */
const REPEATING = new Set<PlayerAction>(['stepBack', 'stepForward', 'zoomIn', 'zoomOut'])
const WIDE_PX = 1024

const isMotionReduced = (): boolean => {
  const { motion } = document.documentElement.dataset
  return motion === 'reduced' || (motion !== 'full' && matchMedia('(prefers-reduced-motion: reduce)').matches)
}

/** The full-window player: one take, frame by frame, with what it was made from beside it. */
export const Player = (props: PlayerProps) => {
  const { job, previous, next, onMove, onClose, onUseFrameAsReference, actions, keys = PLAYER_KEYS, onAsked } = props
  const { t } = useTranslation('player')
  const stage = useRef<HTMLDivElement>(null)
  const decks = useDecks(job)
  const { deck } = decks
  const zoom = useZoom(decks.shape)
  const fullScreen = useFullScreen()
  const isIdle = useIdle(fullScreen.isFullScreen)
  const [isMuted, setMuted] = useState(false)
  const [isInfoOpen, setInfoOpen] = useState(() => window.innerWidth >= WIDE_PX)
  const [taste, setTaste] = useState({ speed: 1, isLooping: true, isPlayingAtOnce: !isMotionReduced() })
  const [badFrame, setBadFrame] = useState<{ takeId: string; index: number } | null>(null)
  usePreload(deck !== null, [next, previous])

  const { run, note, say } = usePlayerActions({
    deck,
    fileName: job.take?.fileName ?? '',
    zoom,
    toggleFullScreen: fullScreen.toggle,
    toggleMute: () => setMuted(!isMuted),
    toggleDetails: () => setInfoOpen(!isInfoOpen),
    move: (direction) => {
      if ((direction === 'next' ? next : previous) !== null) onMove(direction)
    },
    setSpeed: (speed) => {
      deck?.transport.send({ type: 'setSpeed', speed })
      setTaste({ ...taste, speed })
    },
    setLooping: (isLooping) => {
      deck?.transport.send({ type: 'setLooping', isLooping })
      setTaste({ ...taste, isLooping })
    },
    giveFrame: onUseFrameAsReference,
  })

  const runAsked = useEffectEvent(run)
  useEffect(() => onAsked?.((action) => runAsked(action)), [onAsked])

  const keysOf = (action: PlayerAction): string => {
    const [first] = keys[action]
    return first === undefined ? '' : writeShortcut(first, IS_MAC)
  }
  const isOurs = (event: KeyboardEvent): boolean =>
    event.target instanceof Node && event.currentTarget.contains(event.target)
  const onKeyDown = (event: KeyboardEvent): void => {
    // Menus and tooltips are our children for React, but not on the page.
    if (!isOurs(event) || belongsToFocus(event.target, event.key)) return
    const action = readPlayerKey(event.nativeEvent, keys, IS_MAC)
    if (action === null) return
    event.preventDefault()
    const isStepping = deck?.transport.getState().isStopHeld === true && (action === 'reverse' || action === 'forward')
    if (!event.repeat || REPEATING.has(action) || isStepping) run(action)
  }
  /** At the first press: the tooltip of a focused button would keep it for itself. */
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOurs(event) || event.target instanceof HTMLInputElement) return
    event.stopPropagation()
    onClose()
  }
  const onKeyUp = (event: KeyboardEvent): void => {
    if (readPlayerKey(event.nativeEvent, keys, IS_MAC) === 'stop') deck?.transport.send({ type: 'releaseStop' })
  }

  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen, details) => {
        const isField = document.activeElement instanceof HTMLInputElement
        if (details.reason === 'escape-key' && isField) details.cancel()
        else if (!isOpen) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Popup
          initialFocus={stage}
          onKeyDown={onKeyDown}
          onKeyDownCapture={onKeyDownCapture}
          onKeyUp={onKeyUp}
          className={cx('fixed inset-0 z-30 flex flex-col bg-surface text-text outline-none', isIdle && 'cursor-none')}
        >
          <header
            className={
              fullScreen.isFullScreen ? 'hidden' : 'flex items-center gap-1 border-b border-line bg-surface px-2 py-1.5'
            }
          >
            <IconButton
              label={t('previous')}
              keys={keysOf('previous')}
              icon={<ChevronLeft aria-hidden />}
              disabled={previous === null}
              onClick={() => run('previous')}
            />
            <IconButton
              label={t('next')}
              keys={keysOf('next')}
              icon={<ChevronRight aria-hidden />}
              disabled={next === null}
              onClick={() => run('next')}
            />
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate px-2 font-semibold">
              {job.prompt.slice(0, 300)}
            </Dialog.Title>
            <IconButton
              label={t('details')}
              keys={keysOf('details')}
              icon={<PanelRight aria-hidden />}
              isPressed={isInfoOpen}
              onClick={() => run('details')}
            />
            <Dialog.Close render={<IconButton label={t('close')} keys="Esc" icon={<X aria-hidden />} />} />
          </header>
          <div className="relative flex min-h-0 flex-1">
            <Stage
              ref={stage}
              picture={decks.shape}
              control={zoom}
              onPress={() => run('toggle')}
              overlay={
                decks.failure === null ? (
                  decks.takes.length > 0 && decks.onStageId === null && <Opening />
                ) : (
                  <PlayerProblem failure={decks.failure} take={job.take} onRetry={decks.retry} />
                )
              }
            >
              {decks.takes.map((take) => (
                <DeckView
                  key={`${take.id} ${decks.attempt}`}
                  take={take}
                  label={job.prompt.slice(0, 300)}
                  isOnStage={take.id === decks.onStageId}
                  isMuted={isMuted}
                  preferences={taste}
                  onReady={decks.ready}
                  onProblem={decks.fail}
                  onFrameProblem={(index) => setBadFrame({ takeId: take.id, index })}
                />
              ))}
            </Stage>
            {isInfoOpen && !fullScreen.isFullScreen && (
              <PlayerInfo job={job} deck={deck} actions={actions} onCopied={() => say(t('info.copied'))} />
            )}
          </div>
          <footer
            className={cx(
              'flex flex-col gap-1 border-t border-line bg-surface px-3 pt-1 pb-2',
              fullScreen.isFullScreen
                ? 'absolute inset-x-0 bottom-0 transition-opacity focus-within:opacity-100'
                : 'relative',
              isIdle && 'opacity-0',
            )}
          >
            <PlayerNotice
              deck={deck}
              badFrame={badFrame?.takeId === deck?.takeId ? (badFrame?.index ?? null) : null}
              note={note}
            />
            {job.take !== null && <ScrubBar deck={deck} take={job.take} />}
            <TransportBar
              deck={deck}
              isMuted={isMuted}
              isFullScreen={fullScreen.isFullScreen}
              zoom={zoom.zoom}
              zoomPercent={zoom.percent}
              keysOf={keysOf}
              onAction={run}
              onSpeed={(speed) => {
                deck?.transport.send({ type: 'setSpeed', speed })
                setTaste({ ...taste, speed })
              }}
              onZoom={zoom.to}
            >
              <div className="w-28 shrink-0">
                <Timecode deck={deck} onDone={() => stage.current?.focus()} />
              </div>
            </TransportBar>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const Opening = () => {
  const { t } = useTranslation('player')
  return (
    <div role="status" className="absolute inset-0 grid place-items-center text-on-stage">
      <span className="flex items-center gap-2">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {t('loading')}
      </span>
    </div>
  )
}
