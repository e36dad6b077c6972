import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'

/** Shown to a browser without a session. */
export const LockedScreen = () => {
  const { t } = useTranslation(['shell', 'ui'])
  const { bridge } = useScreen()
  return (
    <main className="flex h-full">
      <EmptyState
        icon={<Lock />}
        title={t('lockedTitle')}
        actions={<Button onClick={() => bridge.wake()}>{t('ui:retry')}</Button>}
      >
        <p>{t('lockedText')}</p>
        <code className="font-mono text-sm">{t('lockedExample', { origin: window.location.origin })}</code>
      </EmptyState>
    </main>
  )
}
