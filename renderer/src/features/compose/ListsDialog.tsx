import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isName } from '../../../../shared/batch/promptSyntax.ts'
import type { PromptList } from '../../../../shared/desk/desk.ts'
import { formatNumber } from '../../i18n/format.ts'
import { readValues } from '../../stores/compose/batchInput.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { useDraft } from '../../stores/useDraft.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field, Input, TextArea } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { insertAtCaret } from './insertAtCaret.ts'

/** The lists that prompts draw from: named, filled, deleted with a way back. */
export const ListsDialog = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const lists = useComposer((state) => state.lists) ?? []
  const [chosenId, setChosen] = useState<string | null>(lists[0]?.listId ?? null)
  const chosen = lists.find(({ listId }) => listId === chosenId) ?? null
  return (
    <Dialog
      isOpen
      size="large"
      title={t('listBox.title')}
      description={t('listBox.note')}
      onClose={() => composer.setDialog(null)}
    >
      <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-0.5">
          {lists.map((list) => (
            <button
              key={list.listId}
              type="button"
              aria-current={list.listId === chosenId ? 'true' : undefined}
              onClick={() => setChosen(list.listId)}
              className={cx(
                'flex min-h-7 items-center gap-2 rounded-md px-2 text-start transition-colors',
                list.listId === chosenId ? 'bg-selected' : 'hover:bg-hover',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{list.name}</span>
              <span className="text-sm text-muted tabular-nums">{formatNumber(list.entries.length)}</span>
            </button>
          ))}
          {lists.length === 0 && <p className="px-2 text-muted">{t('listBox.none')}</p>}
          <Button tone="quiet" icon={<Plus aria-hidden />} onClick={() => setChosen(null)} className="self-start">
            {t('listBox.add')}
          </Button>
        </div>
        <ListForm key={chosen?.listId ?? 'new'} list={chosen} onChosen={setChosen} />
      </div>
    </Dialog>
  )
}

interface ListFormProps {
  /** Null for a new one. */
  list: PromptList | null
  onChosen: (listId: string | null) => void
}

const ListForm = ({ list, onChosen }: ListFormProps) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { bridge, composer } = useScreen()
  const wanted = useComposer(({ figures, lists }) => missingList(figures.names.lists, lists ?? []))
  const id = list?.listId ?? 'new'
  const name = useDraft(`list.${id}.name`, list?.name ?? wanted)
  const text = useDraft(`list.${id}.entries`, list?.entries.join('\n') ?? '')
  const [error, setError] = useState<{ field: string; message: string } | null>(null)
  const entries = readValues(text.value)
  const isChanged = list === null || name.isChanged || text.isChanged

  const save = async (): Promise<void> => {
    const trimmed = name.value.trim()
    if (!isName(trimmed)) return setError({ field: 'name', message: t('listBox.nameWrong') })
    const fields = { name: trimmed, entries }
    const answer =
      list === null
        ? await bridge.request('lists.create', fields)
        : await bridge.request('lists.update', { listId: list.listId, ...fields })
    if (!answer.ok) return setError({ field: answer.error.field ?? 'name', message: answer.error.message })
    setError(null)
    name.drop()
    text.drop()
    await composer.loadLists()
    onChosen(answer.data.listId)
    showToast({ text: t('listBox.saved', { name: trimmed }) })
  }
  const remove = async ({ listId, ...fields }: PromptList): Promise<void> => {
    const answer = await bridge.request('lists.remove', { listId })
    if (!answer.ok) return void showToast({ text: answer.error.message, tone: 'error' })
    await composer.loadLists()
    onChosen(null)
    const back = (): void =>
      void bridge
        .request('lists.create', { name: fields.name, entries: fields.entries })
        .then(async () => await composer.loadLists())
    showToast({ text: t('listBox.removed', { name: fields.name }), action: { label: t('ui:undo'), run: back } })
  }
  const errorAt = (field: 'name' | 'entries'): string | null =>
    error !== null && error.field.startsWith('entries') === (field === 'entries') ? error.message : null
  return (
    <form
      className="flex min-w-0 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={t('listBox.name')} error={errorAt('name')}>
        {(control) => (
          <Input {...control} value={name.value} maxLength={100} onChange={(event) => name.set(event.target.value)} />
        )}
      </Field>
      <Field
        label={t('listBox.entries')}
        error={errorAt('entries')}
        hint={t('listBox.entryCount', { count: entries.length, shown: formatNumber(entries.length) })}
      >
        {(control) => (
          <TextArea {...control} rows={10} value={text.value} onChange={(event) => text.set(event.target.value)} />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {list !== null && (
          <>
            <Button
              onClick={() => {
                composer.change({ text: insertAtCaret(composer.store.getState().draft.text, `{list:${list.name}}`) })
                composer.setDialog(null)
                composer.focusPrompt()
              }}
            >
              {t('listBox.insert')}
            </Button>
            <Button tone="danger" onClick={() => void remove(list)}>
              {t('listBox.remove')}
            </Button>
          </>
        )}
        <Button type="submit" tone="primary" disabled={!isChanged} className="ms-auto">
          {t('ui:save')}
        </Button>
      </div>
    </form>
  )
}

/** The first list that a prompt asks for and that there is not yet. */
const missingList = (names: readonly string[], lists: readonly PromptList[]): string =>
  names.find((name) => !lists.some((list) => list.name.toLowerCase() === name.toLowerCase())) ?? ''
