import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { useScreen, useSettings } from '../../../stores/screenContext.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { errorAt, errorElsewhere, useRequest } from '../../../stores/useRequest.ts'
import { Field, Input } from '../../../ui/Field.tsx'
import { SaveRow, Section } from '../Page.tsx'
import { wantsKey, type KeyState } from './accountState.ts'
import { KeyFileSwitch } from './KeyFileSwitch.tsx'

/** Where keys are kept on this machine, in words; a key store that this screen does not know is named. */
export const useKeptWhere = (): string => {
  const { t } = useTranslation('settings')
  const keyStore = useSettings((state) => state.info?.keyStore)
  return t(`accounts.key.kept.${keyStore === 'keychain' || keyStore === 'none' ? keyStore : 'file'}`)
}

/** A key can be given and replaced, but never read. */
export const KeySection = ({ account, state }: { account: Account; state: KeyState }) => {
  const { t } = useTranslation('settings')
  const { announcer } = useScreen()
  const draft = useDraft(`account.${account.id}.key`, '')
  const request = useRequest()
  const [problem, setProblem] = useState<string | null>(null)
  const kept = useKeptWhere()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const apiKey = draft.value.trim()
    if (apiKey === '') return setProblem(t('accounts.key.needed'))
    const answer = await request.send('accounts.update', { accountId: account.id, apiKey })
    if (answer === null) return
    draft.drop()
    announcer.say(t('accounts.key.replaced'))
  }
  const clear = (): void => {
    setProblem(null)
    request.clear()
  }
  return (
    <Section
      title={t('accounts.key.title')}
      note={<span className={wantsKey(state) ? 'text-bad' : ''}>{t(`accounts.key.${state}`)}</span>}
    >
      <form className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          label={t(account.hasKey ? 'accounts.key.new' : 'accounts.key.first')}
          hint={kept}
          error={problem ?? errorAt(request.error, 'apiKey')}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder={t('accounts.key.placeholder')}
              className="max-w-md"
              value={draft.value}
              onChange={(event) => {
                clear()
                draft.set(event.target.value)
              }}
            />
          )}
        </Field>
        <KeyFileSwitch onChange={clear} />
        <SaveRow
          isChanged={draft.isChanged}
          isBusy={request.isBusy}
          error={errorElsewhere(request.error, ['apiKey'])}
          onRevert={() => {
            clear()
            draft.drop()
          }}
          label={t('accounts.key.save')}
        />
      </form>
    </Section>
  )
}
