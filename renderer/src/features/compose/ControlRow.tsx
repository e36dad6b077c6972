import { Rows3, SlidersHorizontal, Table2, Text } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { COMPOSE_MODES, MOST_TAKES_OF_ONE, type ComposeMode } from '../../stores/compose/draft.ts'
import { controlsFor } from '../../stores/compose/choice.ts'
import type { ErrorField } from '../../stores/compose/sender.ts'
import { useAccounts, useComposer, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Select } from '../../ui/Select.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { noteId } from './ComposeNotes.tsx'
import { SendCluster } from './SendCluster.tsx'
import { ModelControl, SecondsControl, SizeControl } from './SettingControls.tsx'

const MODE_ICONS = { prompt: Text, lines: Rows3, table: Table2 } as const

/** How a control's error is tied to it. */
const useAria = (field: ErrorField): { 'aria-invalid': boolean; 'aria-describedby': string | undefined } => {
  const isWrong = useComposer((state) => (state.errors[field] ?? null) !== null)
  return { 'aria-invalid': isWrong, 'aria-describedby': isWrong ? noteId(field) : undefined }
}

/** All settings in one row, drawn from what the model takes, and the button at its end. */
export const ControlRow = () => (
  <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5 px-1.5 pb-1.5">
    <ModeSwitch />
    <AccountControl />
    <ModelSettings />
    <CountControl />
    <PanelToggle />
    <SendCluster />
  </div>
)

const ModeSwitch = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const mode = useComposer((state) => state.draft.mode)
  const change = (next: ComposeMode): void => {
    composer.change({ mode: next })
    if (next === 'table') composer.setPanelOpen(true)
  }
  return (
    <Segments
      label={t('modeLabel')}
      isIconOnly
      value={mode}
      options={COMPOSE_MODES.map((value) => {
        const Icon = MODE_ICONS[value]
        return { value, label: t(`mode.${value}`), icon: <Icon aria-hidden /> }
      })}
      onChange={change}
    />
  )
}

/** Only where there is something to choose; a derived take stays with the account that made its parent. */
const AccountControl = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const accounts = useAccounts((state) => state.accounts)
  const account = useComposer((state) => state.choice.account)
  const isFixed = useComposer((state) => state.draft.parent !== null)
  const aria = useAria('accountId')
  if (accounts === null || accounts.length < 2 || account === null || isFixed) return null
  return (
    <Select
      {...aria}
      label={t('account')}
      look="quiet"
      className="max-w-36"
      value={account.id}
      options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(accountId) => composer.change({ accountId })}
    />
  )
}

const ModelSettings = () => {
  const { t } = useTranslation('compose')
  const { composer, navigation } = useScreen()
  const choice = useComposer((state) => state.choice)
  const draft = useComposer((state) => state.draft)
  const accounts = useAccounts((state) => state.accounts)
  const phase = useAccounts((state) => (choice.account === null ? null : state.models[choice.account.id]?.phase))
  const [model, seconds, size] = [useAria('model'), useAria('seconds'), useAria('size')]
  if (accounts?.length === 0)
    return <Button onClick={() => navigation.showSettings('accounts')}>{t('addAccount')}</Button>
  if (choice.model === null || choice.models === null)
    return phase === 'failed' ? null : <Skeleton className="h-control w-64 max-w-full" />
  const controls = controlsFor(draft, choice)
  return (
    <>
      {controls.model && (
        <ModelControl
          {...model}
          look="quiet"
          models={choice.models}
          model={choice.model}
          onChange={(id) => composer.change({ model: id, accountId: choice.account?.id ?? null })}
        />
      )}
      {controls.seconds && (
        <SecondsControl
          {...seconds}
          look="quiet"
          model={choice.model}
          seconds={choice.seconds}
          onChange={(next) => composer.change({ seconds: next })}
        />
      )}
      {controls.size && (
        <SizeControl
          {...size}
          look="quiet"
          model={choice.model}
          size={choice.size}
          onChange={(next) => composer.change({ size: next })}
        />
      )}
    </>
  )
}

const CountControl = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const count = useComposer((state) => state.draft.count)
  const aria = useAria('count')
  return (
    <Tooltip label={t('count')}>
      <div className="w-18">
        <NumberInput
          {...aria}
          label={t('count')}
          value={count}
          min={1}
          max={MOST_TAKES_OF_ONE}
          onChange={(next) =>
            composer.change({ count: Math.min(Math.max(Math.floor(next ?? 1), 1), MOST_TAKES_OF_ONE) })
          }
        />
      </div>
    </Tooltip>
  )
}

const PanelToggle = () => {
  const { t } = useTranslation('compose')
  const { composer, shortcuts } = useScreen()
  const isOpen = useComposer((state) => state.isPanelOpen)
  const label = isOpen ? t('hidePanel') : t('showPanel')
  return (
    <Tooltip label={label} keys={shortcuts.hint('batchOptions')}>
      <button
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => composer.setPanelOpen(!isOpen)}
        className={cx(
          'grid h-control w-control place-items-center rounded-md transition-colors hover:bg-hover',
          isOpen ? 'bg-selected text-accent' : 'text-muted hover:text-text',
        )}
      >
        <SlidersHorizontal aria-hidden className="size-4" />
      </button>
    </Tooltip>
  )
}
