import { CirclePause, KeyRound, Unplug, Wallet } from 'lucide-react'
import type { Account, AccountPause } from '../../../../shared/accounts/account.ts'
import { useAccounts, useConnection, useJobs, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/Message.tsx'

/** What holds the whole queue or one account, each with its way out. */
export const Banners = () => {
  const { queue } = useScreen()
  const connection = useConnection()
  const hasRows = useJobs((state) => state.ids.length > 0)
  const isPaused = useQueue((state) => state.queue?.isPaused === true)
  const failure = useQueue((state) => state.failure)
  const accounts = useAccounts((state) => state.accounts) ?? []
  return (
    <div className="banners">
      {connection === 'offline' && hasRows && (
        <Banner tone="warning" icon={<Unplug />}>
          Dailies does not answer. These are the last known states; the page reconnects by itself.
        </Banner>
      )}
      {isPaused && (
        <Banner
          tone="warning"
          icon={<CirclePause />}
          action={<Button onClick={() => void queue.setPaused(false)}>Resume</Button>}
        >
          The queue is paused. Nothing new is sent; takes that are already under way are still watched and saved.
        </Banner>
      )}
      {failure !== null && connection === 'live' && (
        <Banner tone="error" icon={<Unplug />}>
          {failure.message}
        </Banner>
      )}
      {accounts.map((account) =>
        account.pause === null ? null : <PausedAccount key={account.id} account={account} pause={account.pause} />,
      )}
    </div>
  )
}

const ICONS = { user: CirclePause, auth: KeyRound, key_missing: KeyRound, quota: Wallet } as const

const PausedAccount = ({ account, pause }: { account: Account; pause: AccountPause }) => {
  const { accounts } = useScreen()
  const Icon = ICONS[pause.reason]
  return (
    <Banner
      tone={pause.reason === 'user' ? 'warning' : 'error'}
      icon={<Icon />}
      action={<Button onClick={() => void accounts.resume(account.id)}>Resume</Button>}
    >
      <strong>{account.name}</strong> is paused: {pause.message} Its jobs stay queued.
    </Banner>
  )
}
