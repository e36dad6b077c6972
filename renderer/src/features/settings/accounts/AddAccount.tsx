import { TriangleAlert } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderProfileId } from '../../../../../shared/accounts/account.ts'
import type { BridgeError } from '../../../bridge/bridge.ts'
import { useAccounts, useScreen } from '../../../stores/screenContext.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { errorAt, errorElsewhere, useRequest } from '../../../stores/useRequest.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Input } from '../../../ui/Field.tsx'
import { Banner } from '../../../ui/Message.tsx'
import { Select } from '../../../ui/Select.tsx'
import { showToast } from '../../../ui/toast.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { PageWaiting, Section } from '../Page.tsx'
import type { Preset } from './accountState.ts'
import { ConnectionTest } from './ConnectionTest.tsx'
import { KeyFileSwitch } from './KeyFileSwitch.tsx'
import { useKeptWhere } from './KeySection.tsx'
import { LimitFields } from './LimitFields.tsx'
import { EMPTY_ACCOUNT, findProblems, toDraftInput, toInput, withPreset, type NewAccount } from './newAccount.ts'
import { PresetChoice, presetLabel } from './PresetChoice.tsx'
import { useProblemText } from './useProblemText.ts'

const PROFILES = ['sora-loose', 'sora', 'openrouter', 'xai'] as const satisfies readonly ProviderProfileId[]
const FIELDS = ['name', 'baseUrl', 'profile', 'apiKey', 'concurrency', 'requestsPerMinute'] as const

interface AddAccountProps {
  presets: readonly Preset[] | null
  error: BridgeError | null
  onRetry: () => void
}

export const AddAccount = ({ presets, error, onRetry }: AddAccountProps) =>
  presets === null ? <PageWaiting error={error} onRetry={onRetry} /> : <NewAccountForm presets={presets} />

/** A new account: choose what you have, fill in what is missing, try it, add it. */
const NewAccountForm = ({ presets }: { presets: readonly Preset[] }) => {
  const { t } = useTranslation('settings')
  const { accounts, navigation } = useScreen()
  const hasOwn = useAccounts((state) => (state.accounts ?? []).some(({ isDemo }) => !isDemo))
  const [start] = useState<NewAccount>(() => ({ ...EMPTY_ACCOUNT, makeDefault: !hasOwn }))
  const draft = useDraft('account.new', start)
  const request = useRequest()
  /** Problems show once somebody tried; from then on they follow what is typed. */
  const [hasTried, setTried] = useState(false)
  const writeProblem = useProblemText()
  const kept = useKeptWhere()
  const account = draft.value
  const preset = presets.find(({ id }) => id === account.presetId)
  const needsKey = preset?.needsKey === true
  const problems = findProblems(account, needsKey)
  const errorOf = (field: (typeof FIELDS)[number]): string | null =>
    (hasTried && field !== 'profile' ? writeProblem(problems[field]) : null) ?? errorAt(request.error, field)

  const change = (changes: Partial<NewAccount>): void => {
    request.clear()
    draft.set({ ...account, ...changes })
  }
  const choose = (chosen: Preset): void => {
    request.clear()
    draft.set(
      withPreset(account, {
        preset: chosen,
        label: presetLabel(chosen, t),
        before: preset,
        beforeLabel: presetLabel(preset, t),
      }),
    )
  }
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    setTried(true)
    if (Object.keys(problems).length > 0) return focusFirstError(form)
    const added = await request.send('accounts.create', toInput(account))
    if (added === null) return focusFirstError(form)
    draft.drop()
    await accounts.reload()
    navigation.showAccount(added.id)
    showToast({ text: t('accounts.new.added', { account: added.name }) })
  }

  return (
    <form
      noValidate
      className="@container flex max-w-3xl flex-col gap-5 p-4 @2xl:px-6"
      onSubmit={(event) => void submit(event)}
    >
      <Section title={t('accounts.new.title')} note={t('accounts.new.intro')}>
        <PresetChoice presets={presets} value={account.presetId} onChange={choose} />
        {preset !== undefined && preset.retiredSince !== null && (
          <Banner tone="warning" icon={<TriangleAlert aria-hidden />}>
            {t('accounts.new.shutDownNote')}
          </Banner>
        )}
      </Section>
      <Section title={t('accounts.address')}>
        <Field label={t('accounts.new.url')} hint={t('accounts.new.urlHint')} error={errorOf('baseUrl')}>
          {(control) => (
            <Input
              {...control}
              type="url"
              dir="ltr"
              spellCheck={false}
              autoComplete="off"
              className="max-w-md font-mono"
              value={account.baseUrl}
              onChange={(event) => change({ baseUrl: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t(needsKey ? 'accounts.key.first' : 'accounts.new.keyOptional')}
          hint={kept}
          error={errorOf('apiKey')}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder={t('accounts.key.placeholder')}
              className="max-w-md"
              value={account.apiKey}
              onChange={(event) => change({ apiKey: event.target.value })}
            />
          )}
        </Field>
        <KeyFileSwitch onChange={request.clear} />
        <Field label={t('accounts.new.profile')} hint={t('accounts.new.profileHint')} error={errorOf('profile')}>
          {(control) => (
            <div className="max-w-md">
              <Select
                {...control}
                value={account.profile}
                options={PROFILES.map((value) => ({ value, label: t(`accounts.new.profiles.${value}`) }))}
                onChange={(profile) => change({ profile })}
              />
            </div>
          )}
        </Field>
        <ConnectionTest
          name={JSON.stringify([account.baseUrl, account.apiKey, account.profile])}
          ask={async (asking) => {
            if (problems.baseUrl !== undefined || problems.apiKey !== undefined) {
              setTried(true)
              return null
            }
            return await asking.send('accounts.testDraft', toDraftInput(account))
          }}
        />
        <p className="-mt-1 text-sm text-muted">{t('accounts.test.note')}</p>
      </Section>
      <Section title={t('accounts.name.title')}>
        <Field label={t('accounts.name.label')} isLabelHidden error={errorOf('name')}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              className="max-w-md"
              value={account.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Checkbox
          label={t('accounts.new.makeDefault')}
          isChecked={account.makeDefault}
          onChange={(makeDefault) => change({ makeDefault })}
        />
      </Section>
      <Section title={t('accounts.limits.title')}>
        <LimitFields
          concurrency={account.concurrency}
          requestsPerMinute={account.requestsPerMinute}
          errors={{ concurrency: errorOf('concurrency'), requestsPerMinute: errorOf('requestsPerMinute') }}
          onChange={change}
        />
      </Section>
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
        <Button type="submit" tone="primary" aria-disabled={request.isBusy}>
          {t(request.isBusy ? 'accounts.new.adding' : 'accounts.new.submit')}
        </Button>
        <Button
          tone="quiet"
          onClick={() => {
            draft.drop()
            navigation.showAccount(null)
          }}
        >
          {t('cancel')}
        </Button>
        {errorElsewhere(request.error, FIELDS) !== null && (
          <p role="alert" className="text-bad">
            {errorElsewhere(request.error, FIELDS)}
          </p>
        )}
      </div>
    </form>
  )
}

/** Once the errors are painted: the keyboard and the eye are led to the first of them. */
const focusFirstError = (form: HTMLFormElement): void =>
  void requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
