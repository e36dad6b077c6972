import { useEffect, useRef } from 'react'
import { useJobs, useScreen } from '../../stores/screenContext.ts'
import { WINDOW_ROWS } from '../../stores/jobWindow.ts'
import { Button } from '../../ui/Button.tsx'
import { JobRow } from './JobRow.tsx'
import { QueueEmpty } from './QueueEmpty.tsx'
import { QueueFilters } from './QueueFilters.tsx'
import './queue.css'

export const QueueScreen = () => {
  const ids = useJobs((state) => state.ids)
  return (
    <section className="queue" aria-label="Jobs">
      <QueueFilters />
      <div className="queue-scroll" id="job-list" role="tabpanel" aria-label="Job list" tabIndex={-1}>
        {ids.length === 0 ? (
          <QueueEmpty />
        ) : (
          <ol className="queue-list">
            {ids.map((id) => (
              <JobRow key={id} jobId={id} />
            ))}
          </ol>
        )}
        <QueueEnd />
      </div>
    </section>
  )
}

const QueueEnd = () => {
  const { jobs } = useScreen()
  const hasMore = useJobs((state) => state.window.nextCursor !== null)
  const isCapped = useJobs((state) => state.window.isCapped)
  const failure = useJobs((state) => state.failure)
  const rowCount = useJobs((state) => state.ids.length)
  return (
    <div className="queue-end">
      {rowCount > 0 && failure !== null && (
        <p>
          {failure} <Button onClick={() => void (hasMore ? jobs.loadMore() : jobs.relist())}>Try again</Button>
        </p>
      )}
      {/* A new page may end in view again, so each page gets a new look-out. */}
      {hasMore && failure === null && <NextPage key={rowCount} />}
      {isCapped && <p>These are the newest {WINDOW_ROWS} jobs. Search to find older ones.</p>}
    </div>
  )
}

/** Asks for the next page a little before the last row comes into view. */
const NextPage = () => {
  const { jobs } = useScreen()
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void jobs.loadMore()
      },
      // A margin only counts for the element that scrolls.
      { root: place.current.closest('.queue-scroll'), rootMargin: '600px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [jobs])
  return <p ref={place}>Loading older jobs…</p>
}
