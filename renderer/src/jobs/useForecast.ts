import { useEffect, useState } from 'react'
import type { RouteOutput } from '../../../shared/ipc/contract.ts'
import { useConnection, useQueue, useScreen } from '../stores/screenContext.ts'

export type Forecast = RouteOutput<'queue.forecast'>

const RENEW_MS = 10_000

/** How long the queue will take, asked again now and then while something runs or waits; null without an answer. */
export const useForecast = (): Forecast | null => {
  const { bridge } = useScreen()
  const isLive = useConnection() === 'live'
  const hasWork = useQueue(({ queue }) => {
    if (queue === null) return false
    const { queued, submitting, generating, downloading } = queue.counts
    return queued + submitting + generating + downloading > 0
  })
  const [forecast, setForecast] = useState<Forecast | null>(null)
  useEffect(() => {
    if (!isLive || !hasWork) return
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('queue.forecast', {})
      if (!isOver && answer.ok) setForecast(answer.data)
    }
    void ask()
    const timer = setInterval(() => void ask(), RENEW_MS)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [bridge, isLive, hasWork])
  return hasWork ? forecast : null
}
