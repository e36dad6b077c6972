import { useSyncExternalStore } from 'react'
import { startTransport, type TransportState } from '../../video/transportState.ts'
import type { Deck } from './deck.ts'

const NOTHING = startTransport()
const never = (): (() => void) => () => {}
const nothing = (): TransportState => NOTHING

/** The deck's present state; a resting one while there is no deck. */
export const useTransport = (deck: Deck | null): TransportState =>
  useSyncExternalStore(deck?.transport.subscribe ?? never, deck?.transport.getState ?? nothing)
