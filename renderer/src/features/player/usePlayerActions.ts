import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SPEEDS, type TransportEvent } from '../../video/transportState.ts'
import type { Deck } from './deck.ts'
import type { PlayerAction } from '../../../../shared/commands/playerKeys.ts'
import { saveBlob, takeFrame } from './takeFrame.ts'
import type { ZoomControl } from './useZoom.ts'

export interface PlayerActionDeps {
  deck: Deck | null
  fileName: string
  zoom: ZoomControl
  toggleFullScreen: () => void
  toggleMute: () => void
  toggleDetails: () => void
  move: (direction: 'previous' | 'next') => void
  setSpeed: (speed: number) => void
  setLooping: (isLooping: boolean) => void
  giveFrame: (blob: Blob, suggestedName: string) => void
}

/** What only the transport must know. */
const TRANSPORT_EVENTS: Partial<Record<PlayerAction, TransportEvent>> = {
  toggle: { type: 'toggle' },
  reverse: { type: 'shuttle', direction: -1 },
  forward: { type: 'shuttle', direction: 1 },
  stop: { type: 'holdStop' },
  stepBack: { type: 'step', frames: -1 },
  stepForward: { type: 'step', frames: 1 },
  toStart: { type: 'goToStart' },
  toEnd: { type: 'goToEnd' },
  markIn: { type: 'markIn' },
  markOut: { type: 'markOut' },
  clearMarks: { type: 'clearMarks' },
}

const NOTE_MS = 4000

/** A line that says what was done, for a few seconds. */
const useNote = (): [string, (text: string) => void] => {
  const [note, setNote] = useState({ text: '' })
  useEffect(() => {
    if (note.text === '') return
    const timer = setTimeout(() => setNote({ text: '' }), NOTE_MS)
    return () => clearTimeout(timer)
  }, [note])
  return [note.text, (text) => setNote({ text })]
}

const nextSpeed = (speed: number, direction: -1 | 1): number =>
  (direction === 1 ? SPEEDS.find((known) => known > speed) : SPEEDS.findLast((known) => known < speed)) ?? speed

/** What every key and button of the player does. */
export const usePlayerActions = (deps: PlayerActionDeps) => {
  const { t } = useTranslation('player')
  const { deck, zoom } = deps
  const [note, say] = useNote()

  const grab = async (give: (blob: Blob, name: string) => void, sayDone: (name: string, index: number) => void) => {
    if (deck === null) return
    const taken = await takeFrame(deck, deps.fileName)
    if (taken === null) return say(t('grabFailed'))
    give(taken.blob, taken.name)
    sayDone(taken.name, taken.index)
  }

  const run = (action: PlayerAction): void => {
    const event = TRANSPORT_EVENTS[action]
    if (event !== undefined) return deck?.transport.send(event)
    const state = deck?.transport.getState()
    switch (action) {
      case 'loop':
        return deps.setLooping(state?.isLooping === false)
      case 'slower':
        return deps.setSpeed(nextSpeed(state?.speed ?? 1, -1))
      case 'faster':
        return deps.setSpeed(nextSpeed(state?.speed ?? 1, 1))
      case 'previous':
      case 'next':
        return deps.move(action)
      case 'mute':
        return deps.toggleMute()
      case 'fullScreen':
        return deps.toggleFullScreen()
      case 'details':
        return deps.toggleDetails()
      case 'zoomCycle':
        return zoom.cycle()
      case 'zoomIn':
        return zoom.step(1)
      case 'zoomOut':
        return zoom.step(-1)
      case 'grab':
        return void grab(saveBlob, (name, index) => say(t('grabbed', { name, frame: index + 1 })))
      case 'grabReference':
        return void grab(deps.giveFrame, () => {})
      default:
        return undefined
    }
  }
  return { run, note, say }
}
