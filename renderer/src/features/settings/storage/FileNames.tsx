import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../../../stores/screenContext.ts'
import { useAnswer } from '../../../stores/useAnswer.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Input } from '../../../ui/Field.tsx'
import { SaveRow, Section } from '../Page.tsx'
import { insertText } from './insertText.ts'
import { useSaveSettings } from './useSaveSettings.ts'

const USUAL = '{date} {prompt} {id}'
const PLACEHOLDERS = ['date', 'time', 'prompt', 'model', 'seconds', 'size', 'id', 'account'] as const
const TYPING_DELAY_MS = 200

/** The template for file names, with the name that a take would get. */
export const FileNames = ({ template }: { template: string }) => {
  const { t } = useTranslation('settings')
  const draft = useDraft('storage.fileNameTemplate', template)
  const saving = useSaveSettings()
  const input = useRef<HTMLInputElement>(null)
  const preview = usePreview(draft.value)
  const change = (text: string): void => {
    saving.clear()
    draft.set(text)
  }
  const insert = (name: string): void => {
    const field = input.current
    const selection = { start: field?.selectionStart ?? null, end: field?.selectionEnd ?? null }
    const { text, cursor } = insertText(draft.value, `{${name}}`, selection)
    change(text)
    // After the new text has been painted, or the cursor would jump to its end.
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(cursor, cursor)
    })
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (draft.isChanged && (await saving.save({ fileNameTemplate: draft.value }))) draft.drop()
  }
  return (
    <Section title={t('storage.names')}>
      <form className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          label={t('storage.template')}
          hint={t('storage.templateNote')}
          error={saving.errorAt('fileNameTemplate') ?? preview.problem}
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
              value={draft.value}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
        <div className="text-sm">
          <p className="text-muted">{t('storage.preview')}</p>
          <p
            aria-live="polite"
            dir="auto"
            data-testid="file-name-preview"
            className="selectable min-h-5 font-mono [overflow-wrap:anywhere]"
          >
            {preview.fileName ?? t('storage.previewWaiting')}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SaveRow
            isChanged={draft.isChanged}
            isBusy={saving.isBusy}
            error={saving.errorElsewhere(['fileNameTemplate'])}
            onRevert={() => {
              saving.clear()
              draft.drop()
            }}
          />
          {draft.value !== USUAL && (
            <Button tone="quiet" onClick={() => change(USUAL)}>
              {t('storage.usual')}
            </Button>
          )}
        </div>
      </form>
      <div>
        <h3 className="text-sm text-muted">{t('storage.placeholders')}</h3>
        <p className="text-sm text-muted">{t('storage.placeholdersNote')}</p>
        <ul className="mt-1.5 grid gap-x-6 gap-y-0.5 @xl:grid-cols-2">
          {PLACEHOLDERS.map((name) => {
            const meaning = t(`storage.placeholder.${name}`)
            return (
              <li key={name}>
                <button
                  type="button"
                  aria-label={t('storage.insert', { name: `{${name}}`, meaning })}
                  onClick={() => insert(name)}
                  className="flex w-full items-baseline gap-2 rounded-sm px-1.5 py-1 text-start transition-colors hover:bg-hover"
                >
                  <code className="w-20 shrink-0 font-mono text-sm text-accent">{`{${name}}`}</code>
                  <span className="text-sm text-muted">{meaning}</span>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </Section>
  )
}

/** What the host makes of a template, once typing pauses. */
const usePreview = (template: string): { fileName: string | null; problem: string | null } => {
  const { timers } = useScreen()
  const [asked, setAsked] = useState(template)
  useEffect(() => timers.after(TYPING_DELAY_MS, () => setAsked(template)), [timers, template])
  const { data } = useAnswer('settings.previewFileName', { template: asked.slice(0, 1_000) })
  return data ?? { fileName: null, problem: null }
}
