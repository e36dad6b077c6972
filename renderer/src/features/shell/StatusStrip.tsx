import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionState } from '../../bridge/bridge.ts'
import { formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import { useAnnouncement, useConnection, useQueue } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { useForecast } from '../../jobs/useForecast.ts'

const DOTS: Record<ConnectionState, string> = {
  connecting: 'bg-warn',
  live: 'bg-good',
  offline: 'bg-bad',
  locked: 'bg-bad',
}

/** Below this, a number would pretend to know. */
const A_MOMENT_MS = 5_000

/** The strip at the bottom, the title of the window, and the voice for screen readers. */
export const StatusStrip = () => {
  const { t } = useTranslation('shell')
  const counts = useQueue((state) => state.queue?.counts)
  const announcement = useAnnouncement()
  const connection = useConnection()
  const isPaused = useQueue((state) => state.queue?.isPaused === true)
  const forecast = useForecast()
  const running = counts === undefined ? 0 : counts.submitting + counts.generating + counts.downloading

  useEffect(() => {
    document.title = running > 0 ? t('titleRunning', { count: running }) : 'Dailies'
  }, [running, t])

  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-t border-line bg-surface px-3 text-sm text-muted tabular-nums">
      <span role="status" data-connection={connection} className="flex items-center gap-1.5">
        <span aria-hidden className={cx('size-2 rounded-full', DOTS[connection])} />
        {t(`connection.${connection}`)}
      </span>
      {counts !== undefined && (
        <>
          <span>{t('running', { count: running, formatted: formatNumber(running) })}</span>
          <span>{t('waiting', { count: counts.queued })}</span>
          {counts.needs_attention > 0 && (
            <span className="font-medium text-warn">{t('attention', { count: counts.needs_attention })}</span>
          )}
        </>
      )}
      {!isPaused &&
        forecast?.remainingMs !== undefined &&
        forecast.remainingMs !== null &&
        forecast.remainingMs > 0 && (
          <span className="ms-auto">
            {forecast.remainingMs < A_MOMENT_MS
              ? t('fewSecondsLeft')
              : t('queueTimeLeft', { duration: formatRoughDuration(forecast.remainingMs) })}
          </span>
        )}
      <span className="sr-only" aria-live="polite" data-testid="announcement">
        {announcement}
      </span>
    </footer>
  )
}
