import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { useScreen } from '../../../stores/screenContext.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { errorAt, errorElsewhere, useRequest } from '../../../stores/useRequest.ts'
import { Field, Input } from '../../../ui/Field.tsx'
import { SaveRow, Section } from '../Page.tsx'
import { nameProblem, type AccountProblem } from './newAccount.ts'
import { useProblemText } from './useProblemText.ts'

export const NameSection = ({ account }: { account: Account }) => {
  const { t } = useTranslation('settings')
  const { announcer } = useScreen()
  const draft = useDraft(`account.${account.id}.name`, account.name)
  const request = useRequest()
  const [problem, setProblem] = useState<AccountProblem | null>(null)
  const writeProblem = useProblemText()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const found = nameProblem(draft.value)
    setProblem(found)
    if (found !== null || !draft.isChanged) return
    const answer = await request.send('accounts.update', { accountId: account.id, name: draft.value.trim() })
    if (answer === null) return
    draft.drop()
    announcer.say(t('saved'))
  }
  const clear = (): void => {
    setProblem(null)
    request.clear()
  }
  return (
    <Section title={t('accounts.name.title')}>
      <form className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          label={t('accounts.name.label')}
          isLabelHidden
          error={writeProblem(problem) ?? errorAt(request.error, 'name')}
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              className="max-w-md"
              value={draft.value}
              onChange={(event) => {
                clear()
                draft.set(event.target.value)
              }}
            />
          )}
        </Field>
        <SaveRow
          isChanged={draft.isChanged}
          isBusy={request.isBusy}
          error={errorElsewhere(request.error, ['name'])}
          onRevert={() => {
            clear()
            draft.drop()
          }}
        />
      </form>
    </Section>
  )
}
