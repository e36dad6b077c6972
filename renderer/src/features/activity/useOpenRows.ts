import { useState } from 'react'

/** Which rows of a list are open, and whether somebody reads: then nothing may come in above. */
export interface OpenRows {
  isOpen(key: string): boolean
  toggle(key: string): void
  onTop(isAtTop: boolean): void
  /** Names the list on the screen; another one begins at its top. */
  round: number
  /** Ends the reading: back to the top, all rows shut. */
  startOver(): void
}

/** @param onResting told when reading begins (a row is open, or the list is scrolled down) and ends */
export const useOpenRows = (onResting: (isResting: boolean) => void): OpenRows => {
  const [state, setState] = useState<{ open: ReadonlySet<string>; isAtTop: boolean }>({
    open: new Set(),
    isAtTop: true,
  })
  const [round, setRound] = useState(0)
  const enter = (next: typeof state): void => {
    if (next.isAtTop === state.isAtTop && next.open === state.open) return
    setState(next)
    onResting(!next.isAtTop || next.open.size > 0)
  }
  return {
    isOpen: (key) => state.open.has(key),
    toggle: (key) => {
      const open = new Set(state.open)
      if (!open.delete(key)) open.add(key)
      enter({ ...state, open })
    },
    onTop: (isAtTop) => enter({ ...state, isAtTop }),
    round,
    startOver: () => {
      setRound(round + 1)
      enter({ open: new Set(), isAtTop: true })
    },
  }
}
