import { Table2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PollingStats } from '../../../../shared/ipc/contract.ts'
import { formatMoment, formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import { useAccounts, useNow } from '../../stores/screenContext.ts'
import { useAnswer } from '../../stores/useAnswer.ts'
import { Button } from '../../ui/Button.tsx'
import { PollingCharts } from './PollingCharts.tsx'
import { PollingTable } from './PollingTable.tsx'
import { Waiting } from './Waiting.tsx'

const RENEW_MS = 5_000

/** How providers are asked, and what that costs in requests. */
export const PollingTab = () => {
  const { t } = useTranslation('activity')
  const stats = useAnswer('polling.stats', {}, { everyMs: RENEW_MS })
  const history = useAnswer('polling.history', {}, { everyMs: RENEW_MS })
  const [hasTable, setTable] = useState(false)
  const accounts = useAccounts((state) => state.accounts) ?? []
  const now = useNow(true)
  if (stats.data === null || history.data === null)
    return (
      <Waiting error={stats.error ?? history.error} onRetry={() => [stats, history].forEach((one) => one.renew())} />
    )
  const watched = new Set(stats.data.accounts.map(({ accountId }) => accountId))
  const budget = accounts
    .filter(({ id, pause }) => pause === null && watched.has(id))
    .reduce((sum, account) => sum + account.requestsPerMinute, 0)
  const { requests, lastPollAt, nextPollAt } = stats.data
  return (
    <div className="@container min-h-0 flex-1 overflow-auto" tabIndex={-1}>
      <div className="flex flex-col gap-5 p-4">
        <section aria-labelledby="polling-accounts" className="flex flex-col gap-2">
          <h2 id="polling-accounts" className="font-semibold">
            {t('polling.watching')}
          </h2>
          <Accounts stats={stats.data} />
          <p className="text-sm text-muted">
            {t('polling.sums', {
              requests: formatNumber(requests),
              last: lastPollAt === null ? t('polling.never') : formatMoment(lastPollAt, now),
              next: nextPollAt === null ? t('polling.none') : formatMoment(nextPollAt, now),
            })}
          </p>
        </section>
        <section aria-labelledby="polling-history" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <h2 id="polling-history" className="me-auto font-semibold">
              {t('polling.lastTwoHours')}
            </h2>
            <Button
              icon={<Table2 aria-hidden />}
              aria-expanded={hasTable}
              aria-controls="polling-table"
              onClick={() => setTable(!hasTable)}
            >
              {t(hasTable ? 'polling.hideTable' : 'polling.showTable')}
            </Button>
          </div>
          <PollingCharts points={history.data.points} budget={budget === 0 ? null : budget} />
          <div id="polling-table">{hasTable && <PollingTable points={history.data.points} />}</div>
        </section>
      </div>
    </div>
  )
}

const CELL = 'px-3 py-1.5 first:ps-0 last:pe-0'

const Accounts = ({ stats }: { stats: PollingStats }) => {
  const { t } = useTranslation('activity')
  const accounts = useAccounts((state) => state.accounts) ?? []
  if (stats.accounts.length === 0) return <p className="text-muted">{t('polling.noAccounts')}</p>
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('polling.watching')}>
      <table className="w-full max-w-4xl border-collapse text-start whitespace-nowrap tabular-nums">
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th scope="col" className={`${CELL} text-start font-normal`}>
              {t('polling.account')}
            </th>
            <th scope="col" className={`${CELL} text-start font-normal`}>
              {t('polling.mode')}
            </th>
            <th scope="col" className={`${CELL} text-end font-normal`}>
              {t('polling.active')}
            </th>
            <th scope="col" className={`${CELL} text-end font-normal`}>
              {t('polling.budget')}
            </th>
            <th scope="col" className={`${CELL} text-end font-normal`} title={t('polling.delayNote')}>
              {t('polling.delay')}
            </th>
            <th scope="col" className={`${CELL} text-end font-normal`}>
              {t('polling.sustainable')}
            </th>
          </tr>
        </thead>
        <tbody>
          {stats.accounts.map((row) => {
            const account = accounts.find(({ id }) => id === row.accountId)
            return (
              <tr key={row.accountId} className="border-b border-line">
                <th scope="row" dir="auto" className={`${CELL} max-w-56 truncate text-start font-normal`}>
                  {account?.name ?? t('removedAccount')}
                </th>
                <td className={CELL}>{t(`polling.modes.${row.mode}`)}</td>
                <td className={`${CELL} text-end`}>{formatNumber(row.activeJobs)}</td>
                <td className={`${CELL} text-end`}>{formatNumber(row.requestsPerMinute)}</td>
                <td className={`${CELL} text-end`}>{formatRoughDuration(row.expectedDelayMs)}</td>
                <td className={`${CELL} text-end`}>
                  {row.sustainableConcurrency === null
                    ? t('polling.noLimit')
                    : formatNumber(row.sustainableConcurrency)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
