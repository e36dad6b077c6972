import { Pause, Play } from 'lucide-react'
import { useConnection, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Connection } from './Connection.tsx'
import './status.css'

export const TopBar = () => {
  const { queue } = useScreen()
  const isPaused = useQueue((state) => state.queue?.isPaused)
  const isLive = useConnection() === 'live'
  return (
    <header className="top-bar">
      <h1>Dailies</h1>
      <Connection />
      {isPaused !== undefined && (
        <Button
          icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          disabled={!isLive}
          onClick={() => void queue.setPaused(!isPaused)}
        >
          {isPaused ? 'Resume queue' : 'Pause queue'}
        </Button>
      )}
    </header>
  )
}
