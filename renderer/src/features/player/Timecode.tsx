import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { parseTimecode, writeTimecode } from '../../video/timecode.ts'
import { cx } from '../../ui/classNames.ts'
import { CONTROL } from '../../ui/Field.tsx'
import type { Deck } from './deck.ts'
import { useTransport } from './useTransport.ts'

interface TimecodeProps {
  deck: Deck | null
  /** Gives the keyboard back to the player. */
  onDone: () => void
}

const SHAPE = 'h-control w-full px-2 font-mono tabular-nums'

/** Where the take is; clicked, it takes another place as a timecode, a step or a frame number. */
export const Timecode = ({ deck, onDone }: TimecodeProps) => {
  const { t } = useTranslation('player')
  const state = useTransport(deck)
  const [isEditing, setEditing] = useState(false)
  const rate = deck?.table.rate ?? { numerator: 30, denominator: 1, isConstant: true }
  const timecode = writeTimecode(state.index, rate)
  const stop = (): void => {
    setEditing(false)
    onDone()
  }
  if (!isEditing || deck === null)
    return (
      <button
        type="button"
        disabled={deck === null}
        aria-label={t('timecodeEdit', { timecode })}
        onClick={() => {
          deck?.transport.send({ type: 'pause' })
          setEditing(true)
        }}
        className={cx(SHAPE, 'rounded-md text-start hover:bg-hover')}
      >
        {timecode}
      </button>
    )
  return (
    <TimecodeField
      initial={timecode}
      read={(typed) => parseTimecode(typed, rate, state.index)}
      onEnter={(index) => {
        deck.transport.send({ type: 'goTo', index })
        stop()
      }}
      onLeave={stop}
    />
  )
}

interface TimecodeFieldProps {
  initial: string
  read: (typed: string) => number | null
  onEnter: (index: number) => void
  onLeave: () => void
}

const TimecodeField = ({ initial, read, onEnter, onLeave }: TimecodeFieldProps) => {
  const { t } = useTranslation('player')
  const [typed, setTyped] = useState(initial)
  const [isBad, setBad] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter') return
    const index = read(typed)
    if (index === null) setBad(true)
    else onEnter(index)
  }
  return (
    <>
      <input
        // Typing over the old one is what a person wants here.
        ref={(input) => input?.select()}
        value={typed}
        aria-label={t('timecode')}
        aria-invalid={isBad}
        aria-describedby="timecode-hint"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value)
          setBad(false)
        }}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
        className={cx(CONTROL, SHAPE)}
      />
      <p
        id="timecode-hint"
        role={isBad ? 'alert' : undefined}
        className={cx(
          'absolute bottom-full left-3 mb-1 rounded-md border border-line bg-raised px-2 py-1 text-sm shadow-popup',
          isBad ? 'text-bad' : 'text-muted',
        )}
      >
        {isBad ? `${t('timecodeBad')} ${t('timecodeHint')}` : t('timecodeHint')}
      </p>
    </>
  )
}
