import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { useScreen } from '../../../stores/screenContext.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { errorAt, errorElsewhere, useRequest } from '../../../stores/useRequest.ts'
import { SaveRow, Section } from '../Page.tsx'
import { LimitFields } from './LimitFields.tsx'
import { limitProblem, type AccountProblem } from './newAccount.ts'
import { useProblemText } from './useProblemText.ts'

type Problems = { concurrency: AccountProblem | null; requestsPerMinute: AccountProblem | null }
const NO_PROBLEMS: Problems = { concurrency: null, requestsPerMinute: null }

export const LimitsSection = ({ account }: { account: Account }) => {
  const { t } = useTranslation('settings')
  const { announcer } = useScreen()
  const concurrency = useDraft<number | null>(`account.${account.id}.concurrency`, account.concurrency)
  const requestsPerMinute = useDraft<number | null>(`account.${account.id}.requests`, account.requestsPerMinute)
  const request = useRequest()
  const [problems, setProblems] = useState(NO_PROBLEMS)
  const writeProblem = useProblemText()
  const isChanged = concurrency.isChanged || requestsPerMinute.isChanged
  const drop = (): void => {
    concurrency.drop()
    requestsPerMinute.drop()
  }
  const clear = (): void => {
    setProblems(NO_PROBLEMS)
    request.clear()
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const found: Problems = {
      concurrency: limitProblem('concurrency', concurrency.value),
      requestsPerMinute: limitProblem('requestsPerMinute', requestsPerMinute.value),
    }
    setProblems(found)
    if (!isChanged || found.concurrency !== null || found.requestsPerMinute !== null) return
    const answer = await request.send('accounts.update', {
      accountId: account.id,
      ...(concurrency.value === null ? {} : { concurrency: concurrency.value }),
      ...(requestsPerMinute.value === null ? {} : { requestsPerMinute: requestsPerMinute.value }),
    })
    if (answer === null) return
    drop()
    announcer.say(t('saved'))
  }
  return (
    <Section title={t('accounts.limits.title')}>
      <form className="@container flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <LimitFields
          concurrency={concurrency.value}
          requestsPerMinute={requestsPerMinute.value}
          errors={{
            concurrency: writeProblem(problems.concurrency) ?? errorAt(request.error, 'concurrency'),
            requestsPerMinute: writeProblem(problems.requestsPerMinute) ?? errorAt(request.error, 'requestsPerMinute'),
          }}
          onChange={(limits) => {
            clear()
            if (limits.concurrency !== undefined) concurrency.set(limits.concurrency)
            if (limits.requestsPerMinute !== undefined) requestsPerMinute.set(limits.requestsPerMinute)
          }}
        />
        <SaveRow
          isChanged={isChanged}
          isBusy={request.isBusy}
          error={errorElsewhere(request.error, ['concurrency', 'requestsPerMinute'])}
          onRevert={() => {
            clear()
            drop()
          }}
        />
      </form>
    </Section>
  )
}
