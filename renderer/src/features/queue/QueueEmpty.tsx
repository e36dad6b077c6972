import { CircleAlert, Clapperboard, KeyRound, LoaderCircle, SearchX, Unplug } from 'lucide-react'
import { useAccounts, useConnection, useJobs, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'

/** No rows: each cause says what it is and offers the way out. */
export const QueueEmpty = () => {
  const { jobs, bridge } = useScreen()
  const connection = useConnection()
  const phase = useJobs((state) => state.phase)
  const failure = useJobs((state) => state.failure)
  const filter = useJobs((state) => state.filter)
  const hasNoAccount = useAccounts((state) => state.accounts?.length === 0)

  if (connection === 'offline')
    return (
      <EmptyState icon={<Unplug />} title="Dailies is not running">
        <p>Start it again. This page reconnects by itself, and nothing that was queued is lost.</p>
        <Button onClick={() => bridge.wake()}>Try now</Button>
      </EmptyState>
    )
  if (phase === 'failed')
    return (
      <EmptyState icon={<CircleAlert />} title="The list could not be loaded">
        <p>{failure}</p>
        <Button onClick={() => void jobs.relist()}>Try again</Button>
      </EmptyState>
    )
  if (phase === 'loading')
    return (
      <div className="queue-loading">
        <EmptyState icon={<LoaderCircle />} title="Loading your jobs…" />
      </div>
    )
  if (filter.q !== '' || filter.tab !== 'all')
    return (
      <EmptyState
        icon={<SearchX />}
        title={filter.q === '' ? 'No jobs in this state' : `Nothing matches “${filter.q}”`}
      >
        <Button onClick={() => jobs.showAll()}>Show all jobs</Button>
      </EmptyState>
    )
  if (hasNoAccount)
    return (
      <EmptyState icon={<KeyRound />} title="No account yet">
        <p>Start Dailies with --provider-url and --provider-key, and the account appears here.</p>
      </EmptyState>
    )
  return (
    <EmptyState icon={<Clapperboard />} title="No jobs yet">
      <p>Write a prompt below and queue it. You can close this page: Dailies keeps watching and saves every take.</p>
    </EmptyState>
  )
}
