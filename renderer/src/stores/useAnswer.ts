import { useEffect, useState } from 'react'
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { BridgeError } from '../bridge/bridge.ts'
import { useConnection, useScreen } from './screenContext.ts'

export interface Answer<Data> {
  /** The newest answer, also while it is being renewed or nobody answers; null before the first. */
  data: Data | null
  /** Why there is no newer one; null after a good answer. */
  error: BridgeError | null
  isAsking: boolean
  /** Asks again at once. */
  renew: () => void
}

interface AnswerOptions {
  /** Asks again that long after each answer. */
  everyMs?: number
  /** Keeps what is there and asks nothing more while true. */
  isResting?: boolean
}

/** What a route answers, asked when the view opens, when the connection comes back and when the input changes. */
export const useAnswer = <R extends RouteName>(
  route: R,
  input: RouteInput<R>,
  { everyMs, isResting = false }: AnswerOptions = {},
): Answer<RouteOutput<R>> => {
  const { bridge, timers } = useScreen()
  const isLive = useConnection() === 'live'
  const [answer, setAnswer] = useState<Omit<Answer<RouteOutput<R>>, 'renew'>>({
    data: null,
    error: null,
    isAsking: true,
  })
  const [round, setRound] = useState(0)
  const asked = JSON.stringify(input)

  useEffect(() => {
    if (!isLive || isResting) return
    let isOver = false
    let cancel = (): void => {}
    const ask = async (): Promise<void> => {
      setAnswer((before) => ({ ...before, isAsking: true }))
      const reply = await bridge.request(route, JSON.parse(asked) as RouteInput<R>)
      if (isOver) return
      setAnswer((before) =>
        reply.ok
          ? { data: reply.data, error: null, isAsking: false }
          : { ...before, error: reply.error, isAsking: false },
      )
      if (everyMs !== undefined) cancel = timers.after(everyMs, () => void ask())
    }
    void ask()
    return () => {
      isOver = true
      cancel()
    }
  }, [bridge, timers, route, asked, isLive, isResting, everyMs, round])

  return { ...answer, renew: () => setRound((before) => before + 1) }
}
