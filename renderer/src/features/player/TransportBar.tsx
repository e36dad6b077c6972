import {
  Camera,
  ChevronFirst,
  ChevronLast,
  FastForward,
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  Rewind,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { playbackRate, SPEEDS } from '../../video/transportState.ts'
import type { Deck } from './deck.ts'
import type { PlayerAction } from '../../../../shared/commands/playerKeys.ts'
import { useTransport } from './useTransport.ts'
import { ZOOM_SCALES, type Zoom } from './zoom.ts'

export interface TransportBarProps {
  deck: Deck | null
  isMuted: boolean
  isFullScreen: boolean
  zoom: Zoom
  /** In percent, as shown. */
  zoomPercent: number
  keysOf: (action: PlayerAction) => string
  onAction: (action: PlayerAction) => void
  onSpeed: (speed: number) => void
  onZoom: (scale: number | null) => void
  /** The timecode field. */
  children: ReactNode
}

/** Every control of the deck, in the order of an editing program's. */
export const TransportBar = (props: TransportBarProps) => {
  const { deck, keysOf, onAction, isMuted, isFullScreen, children } = props
  const { t } = useTranslation('player')
  const state = useTransport(deck)
  const isOff = deck === null
  const key = (action: PlayerAction, label: string, icon: ReactNode, isPressed?: boolean) => (
    <IconButton
      label={label}
      keys={keysOf(action)}
      icon={icon}
      disabled={isOff}
      onClick={() => onAction(action)}
      {...(isPressed === undefined ? {} : { isPressed })}
    />
  )
  const isForward = state.isPlaying && state.direction === 1
  const isBackward = state.isPlaying && state.direction === -1
  const rate = formatNumber(playbackRate(state), 2)
  const hasMarks = state.inPoint !== null || state.outPoint !== null
  return (
    <div
      role="toolbar"
      aria-label={t('controls')}
      // A click leaves the keyboard with the picture, so that Space goes on to mean play.
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
      }}
      className="grid grid-cols-[1fr_auto_1fr] items-center gap-2 max-md:flex max-md:flex-wrap max-md:justify-center"
    >
      <div className="flex items-center gap-2">
        {children}
        {deck !== null && (
          <span className="truncate text-sm text-muted tabular-nums">
            {t('frameOf', { frame: state.index + 1, count: state.frameCount })}
          </span>
        )}
        {state.isPlaying && (
          <span className="rounded-sm bg-selected px-1.5 text-sm text-accent tabular-nums">
            {t(isBackward ? 'rateBackward' : 'rateForward', { rate })}
          </span>
        )}
      </div>
      <div className="flex items-center gap-0.5">
        {key('toStart', t('toStart'), <ChevronFirst aria-hidden />)}
        {key('reverse', t('reverse'), <Rewind aria-hidden />, isBackward)}
        {key('stepBack', t('stepBack'), <StepBack aria-hidden />)}
        <IconButton
          label={t(state.isPlaying ? 'pause' : 'play')}
          keys={keysOf('toggle')}
          tone="plain"
          className="mx-1 size-9 rounded-full"
          disabled={isOff}
          icon={state.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
          onClick={() => onAction('toggle')}
        />
        {key('stepForward', t('stepForward'), <StepForward aria-hidden />)}
        {key('forward', t('forward'), <FastForward aria-hidden />, isForward && state.shuttle > 1)}
        {key('toEnd', t('toEnd'), <ChevronLast aria-hidden />)}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-0.5">
        {key('markIn', t('markIn'), <MarkIcon side="in" />, state.inPoint !== null)}
        {key('markOut', t('markOut'), <MarkIcon side="out" />, state.outPoint !== null)}
        {hasMarks && key('clearMarks', t('clearMarks'), <X aria-hidden />)}
        {key('loop', t('loop'), <Repeat aria-hidden />, state.isLooping)}
        <SpeedMenu {...props} />
        <ZoomMenu {...props} />
        <Menu
          align="end"
          trigger={<IconButton label={t('grab')} icon={<Camera aria-hidden />} disabled={isOff} />}
          entries={[
            { id: 'save', label: t('grabSave'), keys: keysOf('grab'), run: () => onAction('grab') },
            {
              id: 'reference',
              label: t('grabReference'),
              keys: keysOf('grabReference'),
              run: () => onAction('grabReference'),
            },
          ]}
        />
        {key('mute', t(isMuted ? 'unmute' : 'mute'), isMuted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />)}
        {key(
          'fullScreen',
          t(isFullScreen ? 'leaveFullScreen' : 'fullScreen'),
          isFullScreen ? <Minimize aria-hidden /> : <Maximize aria-hidden />,
        )}
      </div>
    </div>
  )
}

const MarkIcon = ({ side }: { side: 'in' | 'out' }) => (
  <span aria-hidden="true" className="font-mono text-base font-semibold">
    {side === 'in' ? '[' : ']'}
  </span>
)

const SpeedMenu = ({ deck, onSpeed }: TransportBarProps) => {
  const { t } = useTranslation('player')
  const { speed } = useTransport(deck)
  const write = (value: number): string => t('speedValue', { speed: formatNumber(value, 2) })
  return (
    <Menu
      align="end"
      trigger={
        <Button
          tone="quiet"
          disabled={deck === null}
          aria-label={`${t('speed')}: ${write(speed)}`}
          className="min-w-12 tabular-nums"
        >
          {write(speed)}
        </Button>
      }
      entries={SPEEDS.map((value) => ({
        kind: 'check' as const,
        id: String(value),
        label: write(value),
        isChecked: value === speed,
        run: () => onSpeed(value),
      }))}
    />
  )
}

const ZoomMenu = ({ deck, zoom, zoomPercent, onZoom }: TransportBarProps) => {
  const { t } = useTranslation('player')
  const write = (percent: number): string => t('zoomPercent', { percent: formatNumber(percent) })
  return (
    <Menu
      align="end"
      trigger={
        <Button
          tone="quiet"
          disabled={deck === null}
          aria-label={`${t('zoom')}: ${write(zoomPercent)}`}
          className="min-w-14 tabular-nums"
        >
          {write(zoomPercent)}
        </Button>
      }
      entries={[
        { kind: 'check', id: 'fit', label: t('zoomFit'), isChecked: zoom.scale === null, run: () => onZoom(null) },
        ...ZOOM_SCALES.map((scale) => ({
          kind: 'check' as const,
          id: String(scale),
          label: write(scale * 100),
          isChecked: zoom.scale === scale,
          run: () => onZoom(scale),
        })),
      ]}
    />
  )
}
