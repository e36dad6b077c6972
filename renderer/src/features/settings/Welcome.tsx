import { Clapperboard, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAccounts, usePreferences, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'

/** Greets whoever has neither a provider of their own nor a job yet; gone for good once dismissed. */
export const Welcome = () => {
  const { t } = useTranslation('welcome')
  const { compose, navigation, preferences, shell } = useScreen()
  const isDismissed = usePreferences((state) => state.isWelcomeDismissed)
  const hasOnlyDemo = useAccounts(({ accounts }) => accounts !== null && accounts.every(({ isDemo }) => isDemo))
  const hasNoJob = useQueue(({ queue }) => queue !== null && Object.values(queue.counts).every((count) => count === 0))
  if (isDismissed || !hasOnlyDemo || !hasNoJob) return null
  return (
    <section
      aria-label={t('title')}
      className="flex shrink-0 items-start gap-3 border-b border-line bg-surface px-4 py-3"
    >
      <Clapperboard aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h2 className="font-semibold">{t('title')}</h2>
        <ul className="max-w-3xl space-y-0.5 text-muted">
          <li>{t('does')}</li>
          {shell !== null && <li>{t('tray')}</li>}
          <li>{t('demo')}</li>
          <li>{t('own')}</li>
        </ul>
        <div className="flex flex-wrap gap-2">
          <Button tone="primary" onClick={() => compose.ask({ kind: 'focus' })}>
            {t('try')}
          </Button>
          <Button onClick={() => navigation.showAccount('new')}>{t('add')}</Button>
        </div>
      </div>
      <IconButton
        label={t('dismiss')}
        icon={<X aria-hidden />}
        onClick={() => preferences.set({ isWelcomeDismissed: true })}
      />
    </section>
  )
}
