import type { ConnectionState } from '../../bridge/bridge.ts'
import { useConnection } from '../../stores/screenContext.ts'

const LABELS: Record<ConnectionState, string> = {
  connecting: 'Connecting…',
  live: 'Connected',
  offline: 'Reconnecting…',
  locked: 'No access',
}

export const Connection = () => {
  const connection = useConnection()
  return (
    <span className={`connection connection-${connection}`} role="status" data-connection={connection}>
      <span className="connection-dot" aria-hidden="true" />
      {LABELS[connection]}
    </span>
  )
}
