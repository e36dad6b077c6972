import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatDuration, formatExactMoment, formatNumber, formatSeconds, formatSize } from '../../i18n/format.ts'
import { useAccounts, useBatch } from '../../stores/screenContext.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { Fact, Facts, Section } from './Section.tsx'

/** Everything that was asked for, and when. */
export const Parameters = ({ job }: { job: Job }) => {
  const { t } = useTranslation(['inspector', 'jobs'])
  const account = useAccounts(({ accounts }) =>
    accounts === null ? null : (accounts.find(({ id }) => id === job.accountId)?.name ?? job.accountId),
  )
  const tookMs = job.submittedAt === null || job.finishedAt === null ? null : job.finishedAt - job.submittedAt
  return (
    <Section title={t('inspector:parameters')}>
      <Facts>
        <Fact name={t('inspector:fields.model')}>{job.model}</Fact>
        <Fact name={t('inspector:fields.length')}>
          {job.seconds === null ? t('inspector:theirChoice') : formatSeconds(job.seconds)}
        </Fact>
        <Fact name={t('inspector:fields.size')}>
          {job.size === null ? t('inspector:theirChoice') : formatSize(job.size)}
        </Fact>
        {Object.entries(job.params).map(([name, value]) => (
          <Fact key={name} name={name}>
            <code className="font-mono text-sm">{typeof value === 'string' ? value : JSON.stringify(value)}</code>
          </Fact>
        ))}
        <Fact name={t('inspector:fields.account')}>{account ?? <Skeleton className="h-5 w-24" />}</Fact>
        {job.batchId !== null && <BatchFact batchId={job.batchId} />}
        {job.relation !== null && (
          <Fact name={t('inspector:fields.relation')}>{t(`jobs:relation.${job.relation}`)}</Fact>
        )}
        {job.referenceId !== null && <Fact name={t('inspector:fields.reference')}>{job.referenceId}</Fact>}
        {job.priority !== 0 && <Fact name={t('inspector:fields.priority')}>{formatNumber(job.priority)}</Fact>}
        {job.attempts > 1 && <Fact name={t('inspector:fields.attempt')}>{formatNumber(job.attempts)}</Fact>}
        <Fact name={t('inspector:fields.created')}>{formatExactMoment(job.createdAt)}</Fact>
        {job.submittedAt !== null && (
          <Fact name={t('inspector:fields.submitted')}>{formatExactMoment(job.submittedAt)}</Fact>
        )}
        {job.finishedAt !== null && (
          <Fact name={t(job.status === 'completed' ? 'inspector:fields.finished' : 'inspector:fields.ended')}>
            {formatExactMoment(job.finishedAt)}
          </Fact>
        )}
        {tookMs !== null && <Fact name={t('inspector:fields.took')}>{formatDuration(tookMs)}</Fact>}
        {job.expiresAt !== null && <Fact name={t('inspector:fields.expires')}>{formatExactMoment(job.expiresAt)}</Fact>}
        {job.remoteId !== null && (
          <Fact name={t('inspector:fields.remoteId')}>
            <code className="font-mono text-sm">{job.remoteId}</code>
          </Fact>
        )}
        {job.remoteStatus !== null && <Fact name={t('inspector:fields.remoteStatus')}>{job.remoteStatus}</Fact>}
        <Fact name={t('inspector:fields.jobId')}>
          <code className="font-mono text-sm">{job.id}</code>
        </Fact>
      </Facts>
    </Section>
  )
}

const BatchFact = ({ batchId }: { batchId: string }) => {
  const { t } = useTranslation('inspector')
  const batch = useBatch(batchId)
  return (
    <Fact name={t('fields.batch')}>
      {/* One line, so that nothing below moves when the name comes. */}
      <span dir="auto" className="block truncate">
        {batch === undefined ? batchId : (batch.name ?? batch.prompt.slice(0, 120))}
      </span>
    </Fact>
  )
}
