import { useEffect, useState } from 'react'
import type { JobEvent } from '../../../../shared/jobs/job.ts'
import { useConnection, useScreen } from '../../stores/screenContext.ts'

interface JobEvents {
  /** Null until they are here. */
  events: readonly JobEvent[] | null
  failure: string | null
}

const NONE: JobEvents = { events: null, failure: null }
/** A job that moves changes often; its timeline is asked for a moment after it came to rest. */
const SETTLE_MS = 250

/** A job's timeline, asked for again whenever the job has changed. */
export const useJobEvents = (jobId: string, revision: number): JobEvents => {
  const { bridge } = useScreen()
  const isLive = useConnection() === 'live'
  const [known, setKnown] = useState<JobEvents & { jobId: string }>({ ...NONE, jobId })
  useEffect(() => {
    if (!isLive) return
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('jobs.events', { jobId })
      if (isOver) return
      if (answer.ok) setKnown({ jobId, events: answer.data.items, failure: null })
      else setKnown((before) => ({ ...before, failure: answer.error.message }))
    }
    const timer = setTimeout(() => void ask(), SETTLE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [bridge, isLive, jobId, revision])
  return known.jobId === jobId ? known : NONE
}
