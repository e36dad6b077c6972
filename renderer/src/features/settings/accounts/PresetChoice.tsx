import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { English } from '../../../i18n/en/index.ts'
import { RadioList } from '../../../ui/RadioList.tsx'
import type { Preset } from './accountState.ts'

type SettingsText = TFunction<'settings'>
type KnownPreset = keyof English['settings']['accounts']['presets']

const KNOWN = [
  'openai',
  'openrouter',
  'xai',
  'llmgateway',
  'litellm',
  'new-api',
  'vllm-omni',
  'sglang',
  'custom',
] as const satisfies readonly KnownPreset[]

/** The name of a preset as a new account gets it; product names are the same in every language. */
export const presetLabel = (preset: Preset | undefined, t: SettingsText): string => {
  if (preset === undefined) return ''
  if (preset.id === 'custom') return t('accounts.customLabel')
  // The host adds "(shut down)" in English; here it stands in the note.
  return preset.label.replace(/ \(.*\)$/, '')
}

const noteOf = (preset: Preset, t: SettingsText): string => {
  const known = KNOWN.find((id) => id === preset.id)
  const note = known === undefined ? preset.note : t(`accounts.presets.${known}`)
  if (preset.retiredSince !== null) return `${t('accounts.new.shutDown')} · ${note}`
  return `${t(preset.needsKey ? 'accounts.new.needsKey' : 'accounts.new.noKey')} · ${note}`
}

interface PresetChoiceProps {
  presets: readonly Preset[]
  value: string | null
  onChange: (preset: Preset) => void
}

/** What people are likely to have, those that still answer first. */
export const PresetChoice = ({ presets, value, onChange }: PresetChoiceProps) => {
  const { t } = useTranslation('settings')
  const alive = presets.filter(({ retiredSince }) => retiredSince === null)
  const ordered = [...alive, ...presets.filter(({ retiredSince }) => retiredSince !== null)]
  return (
    <RadioList
      label={t('accounts.new.preset')}
      value={value}
      options={ordered.map((preset) => ({
        value: preset.id,
        label: presetLabel(preset, t),
        note: noteOf(preset, t),
      }))}
      onChange={(id) => {
        const preset = presets.find((one) => one.id === id)
        if (preset !== undefined) onChange(preset)
      }}
      className="grid gap-x-6 gap-y-2 @xl:grid-cols-2"
    />
  )
}
