import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/desk/desk.ts'
import { templateSettings } from '../../stores/compose/replaceDraft.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Input } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'

const LONGEST_SUGGESTED = 40

const suggestName = (prompt: string): string => {
  const [line = ''] = prompt.trim().split('\n')
  return line.length <= LONGEST_SUGGESTED ? line : line.slice(0, LONGEST_SUGGESTED).replace(/\s+\S*$/, '')
}

const readTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]

interface TemplateFormProps {
  /** Null to save the present prompt as a new one. */
  template: Template | null
  onDone: () => void
}

export const TemplateForm = ({ template, onDone }: TemplateFormProps) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { bridge, composer } = useScreen()
  const [name, setName] = useState(template?.name ?? suggestName(composer.store.getState().draft.text))
  const [tags, setTags] = useState(template?.tags.join(', ') ?? '')
  const [takesPresent, setTakesPresent] = useState(false)
  const [error, setError] = useState<{ field: string; message: string } | null>(null)

  const ask = async () => {
    const { draft } = composer.store.getState()
    const present = { prompt: draft.text, settings: templateSettings(draft) }
    const named = { name: name.trim(), tags: readTags(tags) }
    return template === null
      ? await bridge.request('templates.create', { ...named, ...present })
      : await bridge.request('templates.update', {
          templateId: template.templateId,
          ...named,
          ...(takesPresent ? present : {}),
        })
  }
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const answer = await ask()
    if (!answer.ok) return setError({ field: answer.error.field ?? 'name', message: answer.error.message })
    showToast({ text: t('templateBox.saved', { name: answer.data.name }) })
    onDone()
  }
  const errorAt = (field: string): string | null => {
    if (error === null) return null
    const isTags = error.field.startsWith('tags')
    return (field === 'tags') === isTags ? error.message : null
  }
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
      <Field label={t('templateBox.name')} error={errorAt('name')}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('templateBox.tags')} error={errorAt('tags')}>
        {(control) => <Input {...control} value={tags} onChange={(event) => setTags(event.target.value)} />}
      </Field>
      {template !== null && (
        <Checkbox label={t('templateBox.update')} isChecked={takesPresent} onChange={setTakesPresent} />
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
        <Button type="submit" tone="primary">
          {t('ui:save')}
        </Button>
      </div>
    </form>
  )
}
