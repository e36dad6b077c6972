import { useId, useState } from 'react'
import type { Job } from '../../../../shared/jobs/job.ts'
import { priceUsd } from '../../stores/modelPrice.ts'
import { useAccounts, useScreen, useVerbs } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { writeUsd } from '../../ui/wording.ts'

/** What submitting this job once more would cost, where the account's price list is at hand. */
const usePriceUsd = (job: Job): number | null =>
  useAccounts(({ models }) => {
    const known = models[job.accountId]
    if (known?.phase !== 'ready') return null
    return priceUsd(
      known.models.find((model) => model.id === job.model),
      { seconds: job.seconds, size: job.size, count: 1 },
    )
  })

/** The plain question about a request whose answer was lost. Only the person can settle it. */
export const DecisionCard = ({ job }: { job: Job }) => {
  const { verbs } = useScreen()
  const isBusy = useVerbs((state) => state.busy.has(job.id))
  const [isAttaching, setAttaching] = useState(false)
  const titleId = useId()
  const price = usePriceUsd(job)
  return (
    <section className="decision" aria-labelledby={titleId}>
      <h3 id={titleId}>Dailies sent this request but never got the answer. What happened?</h3>
      <p>
        The provider may be working on it and may charge for it. Look at the provider’s own list of videos, then choose.
        {job.error !== null && <> What was seen: {job.error.message}</>}
      </p>
      <div className="decision-answers">
        <Button disabled={isBusy} onClick={() => void verbs.resolve(job.id, { decision: 'resubmit' })}>
          Submit again {price === null ? '(may be paid twice)' : `(may be paid twice: ${writeUsd(price)} more)`}
        </Button>
        <Button disabled={isBusy} onClick={() => void verbs.resolve(job.id, { decision: 'fail' })}>
          It failed
        </Button>
        <Button aria-expanded={isAttaching} onClick={() => setAttaching(!isAttaching)}>
          It is there: attach by id…
        </Button>
      </div>
      {isAttaching && (
        <AttachForm
          isBusy={isBusy}
          onAttach={(remoteId) => void verbs.resolve(job.id, { decision: 'attach', remoteId })}
        />
      )}
    </section>
  )
}

const AttachForm = ({ isBusy, onAttach }: { isBusy: boolean; onAttach(remoteId: string): void }) => {
  const [remoteId, setRemoteId] = useState('')
  return (
    <form
      className="decision-attach"
      onSubmit={(event) => {
        event.preventDefault()
        if (remoteId.trim() !== '') onAttach(remoteId.trim())
      }}
    >
      <Field label="The provider’s id of this video" error={null}>
        {(control) => (
          <input
            {...control}
            className="control"
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={remoteId}
            onChange={(event) => setRemoteId(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" disabled={isBusy || remoteId.trim() === ''}>
        Attach
      </Button>
    </form>
  )
}
