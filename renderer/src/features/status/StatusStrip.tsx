import { useEffect } from 'react'
import { countFor } from '../../stores/statusTabs.ts'
import { useAnnouncement, useQueue } from '../../stores/screenContext.ts'

/** The strip at the bottom, the title of the tab, and the voice for screen readers. */
export const StatusStrip = () => {
  const counts = useQueue((state) => state.queue?.counts)
  const announcement = useAnnouncement()
  const running = counts === undefined ? 0 : countFor('running', counts)
  const waiting = counts === undefined ? 0 : countFor('waiting', counts)
  const attention = counts === undefined ? 0 : countFor('attention', counts)

  useEffect(() => {
    document.title = running > 0 ? `${running} running · Dailies` : 'Dailies'
  }, [running])

  return (
    <footer className="status-strip">
      {counts !== undefined && (
        <>
          <span>{running} running</span>
          <span>{waiting} waiting</span>
        </>
      )}
      {attention > 0 && <span className="status-attention">{attention} needs attention</span>}
      <span className="status-keys">
        <kbd>Ctrl</kbd>/<kbd>⌘</kbd> + <kbd>Enter</kbd> queues, with <kbd>Shift</kbd> first in line
      </span>
      <span className="visually-hidden" aria-live="polite" data-testid="announcement">
        {announcement}
      </span>
    </footer>
  )
}
