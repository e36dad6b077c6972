import { BookmarkPlus, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RouteOutput } from '../../../../shared/ipc/contract.ts'
import type { Template } from '../../../../shared/desk/desk.ts'
import { templateDraft } from '../../stores/compose/replaceDraft.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Chip } from '../../ui/Pill.tsx'
import { showToast } from '../../ui/toast.ts'
import { PickList } from './PickList.tsx'
import { TemplateForm } from './TemplateForm.tsx'

type Found = RouteOutput<'templates.list'>

const TYPING_DELAY_MS = 120

const useTemplates = (q: string, tag: string | null) => {
  const { bridge, timers } = useScreen()
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [edition, setEdition] = useState(0)
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('templates.list', { q, ...(tag === null ? {} : { tag }) })
      if (isOver) return
      if (answer.ok) setFound(answer.data)
      setFailure(answer.ok ? null : answer.error.message)
    }
    const cancel = timers.after(q === '' ? 0 : TYPING_DELAY_MS, () => void ask())
    return () => {
      isOver = true
      cancel()
    }
  }, [bridge, timers, q, tag, edition])
  return { found, failure, renew: () => setEdition((present) => present + 1) }
}

/** Prompts with their settings, by name and tag: to apply, to save, to change, to delete. */
export const TemplatesBox = () => {
  const [form, setForm] = useState<Template | 'new' | null>(null)
  return form === null ? (
    <TemplateList onEdit={setForm} />
  ) : (
    <TemplateForm template={form === 'new' ? null : form} onDone={() => setForm(null)} />
  )
}

const TemplateList = ({ onEdit }: { onEdit: (template: Template | 'new') => void }) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { bridge, composer } = useScreen()
  const [search, setSearch] = useState('')
  const [tag, setTag] = useState<string | null>(null)
  const { found, failure, renew } = useTemplates(search, tag)

  const apply = (template: Template): void => {
    composer.setBox(null)
    composer.replace(templateDraft(template))
    composer.focusPrompt()
  }
  const remove = async (template: Template): Promise<void> => {
    const { name, prompt, tags, settings, templateId } = template
    const answer = await bridge.request('templates.remove', { templateId })
    renew()
    if (!answer.ok) return void showToast({ text: answer.error.message, tone: 'error' })
    const back = (): void => void bridge.request('templates.create', { name, prompt, tags, settings }).then(renew)
    showToast({ text: t('templateBox.removed', { name }), action: { label: t('ui:undo'), run: back } })
  }

  const items = found?.items ?? []
  const note = (): string | undefined => {
    if (failure !== null) return t('templateBox.failed', { reason: failure })
    if (found === null) return t('ui:loading')
    if (items.length > 0) return undefined
    return search === '' && tag === null ? t('templateBox.empty') : t('templateBox.none')
  }
  const said = note()
  const writeRow = (template: Template) => <TemplateRow template={template} />
  const writeActions = (template: Template) => (
    <TemplateActions onEdit={() => onEdit(template)} onRemove={() => void remove(template)} />
  )
  return (
    <>
      {found !== null && found.tags.length > 0 && <TagRow tags={found.tags} tag={tag} onChange={setTag} />}
      <PickList
        label={t('templates')}
        searchLabel={t('templateBox.search')}
        search={search}
        onSearch={setSearch}
        items={items}
        keyOf={({ templateId }) => templateId}
        onPick={apply}
        onDelete={(item) => void remove(item)}
        render={writeRow}
        actions={writeActions}
        {...(said === undefined ? {} : { note: said })}
      />
      <Button icon={<BookmarkPlus aria-hidden />} onClick={() => onEdit('new')} className="mt-2">
        {t('templateBox.save')}
      </Button>
    </>
  )
}

const SHOWN_LENGTH = 200

const TemplateRow = ({ template: { name, prompt, tags } }: { template: Template }) => (
  <>
    <span className="flex flex-wrap items-center gap-1.5">
      <span className="font-medium">{name}</span>
      {tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
    <span dir="auto" className="line-clamp-1 text-sm [overflow-wrap:anywhere] text-muted">
      {prompt.slice(0, SHOWN_LENGTH)}
    </span>
  </>
)

const TemplateActions = ({ onEdit, onRemove }: { onEdit: () => void; onRemove: () => void }) => {
  const { t } = useTranslation('compose')
  return (
    <>
      <IconButton
        label={t('templateBox.change')}
        icon={<Pencil aria-hidden />}
        onClick={onEdit}
        className="text-muted"
      />
      <IconButton
        label={t('templateBox.remove')}
        icon={<Trash2 aria-hidden />}
        onClick={onRemove}
        className="text-muted"
      />
    </>
  )
}

interface TagRowProps {
  tags: Found['tags']
  tag: string | null
  onChange: (tag: string | null) => void
}

const TagRow = ({ tags, tag, onChange }: TagRowProps) => {
  const { t } = useTranslation('compose')
  const options = [
    { value: null, label: t('templateBox.allTags') },
    ...tags.map((one) => ({ value: one.tag, label: one.tag })),
  ]
  return (
    <div
      role="group"
      aria-label={t('templateBox.tagLabel')}
      className="mb-2 flex max-h-20 flex-wrap gap-1 overflow-auto"
    >
      {options.map(({ value, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={tag === value}
          onClick={() => onChange(value)}
          className={cx(
            'h-6 rounded-sm px-2 text-sm transition-colors hover:bg-hover',
            tag === value ? 'bg-selected text-accent' : 'text-muted',
          )}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
