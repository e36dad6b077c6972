import { useEffect, useState } from 'react'
import type { Job, Take } from '../../../../shared/jobs/job.ts'
import { takePath } from '../../stores/mediaPaths.ts'
import type { MediaFailure } from '../../video/mediaFailure.ts'
import type { Deck } from './deck.ts'

export interface Decks {
  /** Those whose elements must be there: the one on show and, until it is ready, the one to come. */
  takes: readonly Take[]
  /** What is on show, perhaps still the take before. */
  onStageId: string | null
  /** The wanted take's, once its first frame is there. */
  deck: Deck | null
  /** For the shape of the picture, from the first deck on. */
  shape: { width: number; height: number }
  failure: MediaFailure | null
  attempt: number
  ready: (deck: Deck) => void
  fail: (takeId: string, failure: MediaFailure) => void
  retry: () => void
}

const GONE: MediaFailure = { reason: 'gone', detail: '', status: null }

const sizeOf = (job: Job): { width: number; height: number } => {
  const [width = 0, height = 0] = (job.size ?? '').split('x').map(Number)
  return width > 0 && height > 0 ? { width, height } : { width: 16, height: 9 }
}

/** Which takes are open: the old one stays on show until the first frame of the new one is there. */
export const useDecks = (job: Job): Decks => {
  const { take } = job
  const [shown, setShown] = useState<{ deck: Deck; take: Take } | null>(null)
  const [problem, setProblem] = useState<{ takeId: string; failure: MediaFailure } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const deck = shown !== null && shown.deck.takeId === take?.id ? shown.deck : null
  const failure = take === null ? GONE : problem?.takeId === take.id ? problem.failure : null
  // A failure takes the old picture's place; it must not come back when the person goes on from there.
  if (failure !== null && shown !== null) setShown(null)
  const leaving = shown !== null && deck === null && failure === null ? shown : null

  useEffect(() => {
    leaving?.deck.transport.send({ type: 'pause' })
  }, [leaving])
  return {
    takes: [...(leaving === null ? [] : [leaving.take]), ...(take === null ? [] : [take])],
    onStageId: shown?.take.id ?? null,
    deck: failure === null ? deck : null,
    shape: shown?.deck ?? sizeOf(job),
    failure,
    attempt,
    ready: (next) => {
      if (take !== null && next.takeId === take.id) setShown({ deck: next, take })
    },
    fail: (takeId, next) => setProblem({ takeId, failure: next }),
    retry: () => {
      setProblem(null)
      setShown(null)
      setAttempt((count) => count + 1)
    },
  }
}

const preload = (takeId: string): (() => void) => {
  const video = document.createElement('video')
  video.preload = 'auto'
  video.muted = true
  video.src = takePath(takeId)
  return () => {
    video.removeAttribute('src')
    video.load()
  }
}

/** Fetches the takes that one key would bring, once the present one is on show. */
export const usePreload = (isReady: boolean, neighbours: readonly (Job | null)[]): void => {
  const wanted = neighbours.flatMap((job) => job?.take?.id ?? []).join(' ')
  useEffect(() => {
    if (!isReady || wanted === '') return
    const stops = wanted.split(' ').map(preload)
    return () => {
      for (const stop of stops) stop()
    }
  }, [isReady, wanted])
}
