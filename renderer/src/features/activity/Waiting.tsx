import { TriangleAlert, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BridgeError } from '../../bridge/bridge.ts'
import { useConnection } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, Skeleton } from '../../ui/Message.tsx'

/** Stands where a list will be: it loads, nobody answers, or the answer was a refusal. */
export const Waiting = ({ error, onRetry }: { error: BridgeError | null; onRetry: () => void }) => {
  const { t } = useTranslation('activity')
  const connection = useConnection()
  if (connection === 'offline')
    return (
      <EmptyState icon={<Unplug />} title={t('waitingForConnection')}>
        <p>{t('waitingText')}</p>
      </EmptyState>
    )
  if (error !== null)
    return (
      <EmptyState
        icon={<TriangleAlert />}
        title={t('failed')}
        actions={<Button onClick={onRetry}>{t('retry')}</Button>}
      >
        <p>{error.message}</p>
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-2 p-3">
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-8" />
      ))}
    </div>
  )
}
