import { useTranslation } from 'react-i18next'
import type { PollingPoint } from '../../../../shared/activity/activityRoutes.ts'
import { formatFileSize, formatMoment, formatNumber } from '../../i18n/format.ts'

const CELL = 'px-3 py-1 first:ps-0'

/** The charts' figures, newest first, for whoever prefers numbers or cannot see pictures. */
export const PollingTable = ({ points }: { points: readonly PollingPoint[] }) => {
  const { t } = useTranslation('activity')
  const columns = [
    t('polling.requests'),
    t('polling.changes'),
    t('polling.throttled'),
    t('polling.activeJobs'),
    t('polling.downloaded'),
  ]
  return (
    <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label={t('polling.lastTwoHours')}>
      <table className="border-collapse text-end tabular-nums">
        <thead className="sticky top-0 bg-canvas text-sm text-muted">
          <tr>
            <th scope="col" className={`${CELL} text-start font-normal`}>
              {t('polling.time')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`${CELL} font-normal`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at} className="border-t border-line">
              <th scope="row" className={`${CELL} text-start font-normal`}>
                {formatMoment(point.at, point.at)}
              </th>
              <td className={CELL}>{formatNumber(point.requests)}</td>
              <td className={CELL}>{formatNumber(point.changes)}</td>
              <td className={CELL}>{formatNumber(point.throttled)}</td>
              <td className={CELL}>{formatNumber(point.active)}</td>
              <td className={CELL}>{formatFileSize(point.downloadedBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
