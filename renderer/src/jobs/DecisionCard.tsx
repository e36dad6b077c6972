import { CircleHelp } from 'lucide-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../shared/jobs/job.ts'
import { formatMoment, formatUsd } from '../i18n/format.ts'
import { priceUsd } from '../stores/modelPrice.ts'
import { useAccounts, useIsBusy, useNow, useScreen } from '../stores/screenContext.ts'
import { Button } from '../ui/Button.tsx'
import { Field, Input } from '../ui/Field.tsx'

/** What submitting this job once more would cost, where the account's price list says so. */
const usePriceUsd = (job: Job): number | null => {
  const { accounts } = useScreen()
  useEffect(() => accounts.needModels(job.accountId), [accounts, job.accountId])
  return useAccounts(({ models }) => {
    const known = models[job.accountId]
    if (known?.phase !== 'ready') return null
    return priceUsd(
      known.models.find((model) => model.id === job.model),
      { seconds: job.seconds, size: job.size, count: 1 },
    )
  })
}

/** The plain question about a request whose answer was lost. Only a person can settle it, so nothing is chosen beforehand. */
export const DecisionCard = ({ job }: { job: Job }) => {
  const { t } = useTranslation('decision')
  const { verbs } = useScreen()
  const now = useNow(false)
  const isBusy = useIsBusy(job.id)
  const titleId = useId()
  const price = usePriceUsd(job)
  const account = useAccounts(({ accounts }) => accounts?.find(({ id }) => id === job.accountId)?.name) ?? job.accountId
  return (
    <section
      aria-labelledby={titleId}
      data-decision={job.id}
      tabIndex={-1}
      className="flex flex-col gap-2 rounded-md border border-warn bg-warn-soft p-3"
    >
      <h3 id={titleId} className="flex gap-2 font-semibold">
        <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        {t('question')}
      </h3>
      <p className="text-sm text-muted">
        {t('context', {
          account,
          moment: formatMoment(job.submittedAt ?? job.updatedAt, now),
          attempt: job.attempts,
        })}
      </p>
      <p>{t('advice')}</p>
      {job.error !== null && (
        <p className="text-sm [overflow-wrap:anywhere]">{t('seen', { message: job.error.message })}</p>
      )}
      <Answer note={price === null ? t('resubmitNote') : t('resubmitPrice', { price: formatUsd(price) })}>
        <Button disabled={isBusy} onClick={() => void verbs.resolve(job.id, { decision: 'resubmit' })}>
          {t('resubmit')}
        </Button>
      </Answer>
      <AttachAnswer job={job} isBusy={isBusy} />
      <Answer note={t('giveUpNote')}>
        <Button disabled={isBusy} onClick={() => void verbs.resolve(job.id, { decision: 'fail' })}>
          {t('giveUp')}
        </Button>
      </Answer>
    </section>
  )
}

const Answer = ({ note, children }: { note: string; children: ReactNode }) => (
  <div className="flex flex-col gap-1 border-t border-line pt-2 [&_button]:h-auto [&_button]:min-h-control [&_button]:py-1 [&_button]:whitespace-normal">
    {children}
    <p className="text-sm text-muted">{note}</p>
  </div>
)

const AttachAnswer = ({ job, isBusy }: { job: Job; isBusy: boolean }) => {
  const { t } = useTranslation('decision')
  const { verbs } = useScreen()
  const [isOpen, setOpen] = useState(false)
  const [remoteId, setRemoteId] = useState('')
  const wanted = remoteId.trim()
  return (
    <Answer note={t('attachNote')}>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('attach')}
      </Button>
      {isOpen && (
        <form
          className="flex flex-col gap-2 py-1"
          onSubmit={(event) => {
            event.preventDefault()
            if (wanted !== '') void verbs.resolve(job.id, { decision: 'attach', remoteId: wanted })
          }}
        >
          <Field label={t('attachId')}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                spellCheck={false}
                autoComplete="off"
                value={remoteId}
                onChange={(event) => setRemoteId(event.target.value)}
                className="font-mono"
              />
            )}
          </Field>
          <Button type="submit" tone="primary" disabled={isBusy || wanted === ''}>
            {t('attachDo')}
          </Button>
        </form>
      )}
    </Answer>
  )
}
