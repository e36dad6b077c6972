import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useAccounts, useConnection, useDraft, useScreen } from '../../stores/screenContext.ts'
import type { ModelsState } from '../../stores/accountsStore.ts'
import { priceUsd } from '../../stores/modelPrice.ts'
import { Field } from '../../ui/Field.tsx'
import { AccountField } from './AccountField.tsx'
import { chooseAccount, chooseSettings, createInput } from './composeChoice.ts'
import { SendButtons } from './SendButtons.tsx'
import { SettingFields, type FieldErrors } from './SettingFields.tsx'
import { useSubmit } from './useSubmit.ts'
import './compose.css'

/** Models of the account in the form; asked for when it comes into the form. */
const useModels = (accountId: string | undefined): ModelsState | undefined => {
  const { accounts } = useScreen()
  useEffect(() => {
    if (accountId !== undefined) accounts.needModels(accountId)
  }, [accountId, accounts])
  return useAccounts((state) => (accountId === undefined ? undefined : state.models[accountId]))
}

export const ComposeForm = () => {
  const typed = useDraft()
  const accounts = useAccounts((state) => state.accounts) ?? []
  const account = chooseAccount(typed, accounts)
  const modelsState = useModels(account?.id)
  const models = modelsState?.phase === 'ready' ? modelsState.models : []
  const choice = chooseSettings(typed, models)
  const isLive = useConnection() === 'live'
  const { isBusy, errors, failure, done, submit } = useSubmit()

  const queue = (placement: 'end' | 'front'): void => {
    if (isLive) void submit(createInput(typed, account, choice, placement))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (!event.repeat) queue(event.shiftKey ? 'front' : 'end')
  }

  const price = priceUsd(choice.model ?? undefined, { ...choice, count: typed.count })
  return (
    <form
      className="compose"
      aria-label="New job"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        queue('end')
      }}
    >
      <PromptField errors={errors} />
      <div className="compose-settings">
        {accounts.length > 1 && (
          <AccountField accounts={accounts} accountId={account?.id} error={errors['accountId'] ?? null} />
        )}
        <SettingFields models={models} choice={choice} count={typed.count} errors={errors} />
        <SendButtons
          isBusy={isBusy}
          isDisabled={isBusy || !isLive}
          isFree={account?.isDemo === true}
          price={price}
          onQueueFirst={() => queue('front')}
        />
      </div>
      <Remarks
        failure={failure ?? (modelsState?.phase === 'failed' ? modelsState.message : null)}
        retired={choice.model?.retiredSince ?? null}
      />
      <p className="visually-hidden" role="status">
        {done}
      </p>
    </form>
  )
}

const PromptField = ({ errors }: { errors: FieldErrors }) => {
  const error = errors['prompt'] ?? null
  const { draft } = useScreen()
  const { prompt } = useDraft()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (errors['prompt'] !== undefined) field.current?.focus()
  }, [errors])
  useEffect(() => draft.onReuse(() => field.current?.focus()), [draft])
  return (
    <Field label="Prompt" isLabelHidden error={error}>
      {(control) => (
        <textarea
          {...control}
          ref={field}
          className="control compose-prompt"
          placeholder="Describe the shot: subject, movement, light, camera"
          rows={2}
          value={prompt}
          onChange={(event) => draft.change({ prompt: event.target.value })}
        />
      )}
    </Field>
  )
}

const Remarks = ({ failure, retired }: { failure: string | null; retired: string | null }) => (
  <>
    {failure !== null && (
      <p className="field-error" role="alert">
        {failure}
      </p>
    )}
    {retired !== null && (
      <p className="compose-note">The provider ended this model on {retired}. New jobs will be refused.</p>
    )}
  </>
)
