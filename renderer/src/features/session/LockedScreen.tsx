import { Lock } from 'lucide-react'
import { useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import './session.css'

/** Shown to a browser without a session. */
export const LockedScreen = () => {
  const { bridge } = useScreen()
  return (
    <main className="locked">
      <EmptyState icon={<Lock />} title="Open Dailies with its link">
        <p>
          When Dailies starts, it prints a link in its terminal. Open that link in this browser once; after that this
          address is enough.
        </p>
        <code>Dailies is ready at {window.location.origin}/#token=…</code>
        <Button onClick={() => bridge.wake()}>Try again</Button>
      </EmptyState>
    </main>
  )
}
