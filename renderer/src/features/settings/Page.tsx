import { TriangleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeError } from '../../bridge/bridge.ts'
import { useConnection } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, Skeleton } from '../../ui/Message.tsx'

/** A page that scrolls, as wide as lines are easy to read. */
export const Page = ({ children }: { children: ReactNode }) => (
  <div className="min-h-0 flex-1 overflow-auto" tabIndex={-1}>
    <div className="flex max-w-3xl flex-col gap-5 p-4 @2xl:px-6">{children}</div>
  </div>
)

interface SectionProps {
  title: string
  note?: ReactNode
  /** Stands beside the title. */
  end?: ReactNode
  children: ReactNode
}

/** One matter of a page, set off by a line. */
export const Section = ({ title, note, end, children }: SectionProps) => (
  <section className="flex flex-col gap-3 border-t border-line pt-4 first:border-t-0 first:pt-0">
    <div className="flex flex-wrap items-center gap-2">
      <div className="me-auto min-w-0">
        <h2 className="font-semibold">{title}</h2>
        {note !== undefined && <p className="text-sm text-muted">{note}</p>}
      </div>
      {end}
    </div>
    {children}
  </section>
)

/** Stands where a page will be: it loads, nobody answers, or the answer was a refusal. */
export const PageWaiting = ({ error, onRetry }: { error: BridgeError | null; onRetry?: () => void }) => {
  const { t } = useTranslation('settings')
  const connection = useConnection()
  if (connection === 'offline')
    return (
      <EmptyState icon={<Unplug />} title={t('offline')}>
        <p>{t('offlineText')}</p>
      </EmptyState>
    )
  if (error !== null)
    return (
      <EmptyState
        icon={<TriangleAlert />}
        title={t('notLoaded')}
        actions={onRetry !== undefined && <Button onClick={onRetry}>{t('retry')}</Button>}
      >
        <p>{error.message}</p>
      </EmptyState>
    )
  return (
    <div className="flex max-w-3xl flex-col gap-3 p-4 @2xl:px-6">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="mt-4 h-5 w-48" />
      <Skeleton className="h-24" />
    </div>
  )
}

interface SaveRowProps {
  isChanged: boolean
  isBusy: boolean
  /** Why it was refused, where no field shows it. */
  error: string | null
  onRevert: () => void
  label?: string
}

/** The end of a form: save and undo, there as soon as something is changed. */
export const SaveRow = ({ isChanged, isBusy, error, onRevert, label }: SaveRowProps) => {
  const { t } = useTranslation('settings')
  return (
    <div className="flex min-h-control flex-wrap items-center gap-2">
      <Button type="submit" tone={isChanged ? 'primary' : 'plain'} aria-disabled={!isChanged || isBusy}>
        {isBusy ? t('saving') : (label ?? t('save'))}
      </Button>
      {isChanged && !isBusy && (
        <Button tone="quiet" onClick={onRevert}>
          {t('revert')}
        </Button>
      )}
      {error !== null && (
        <p role="alert" className="text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
