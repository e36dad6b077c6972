import { ImageOff, LoaderCircle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFileSize, formatSize } from '../../i18n/format.ts'
import { posterPath } from '../../stores/mediaPaths.ts'
import type { DraftParent, DraftReference } from '../../stores/compose/draft.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { noteId } from './ComposeNotes.tsx'

/** What goes with the prompt: the take or the image to start from, and parameters of an earlier job. */
export const ComposeChips = () => {
  const { parent, params, reference } = useComposer((state) => state.draft)
  const step = useComposer((state) => state.reference)
  const names = Object.keys(params)
  if (parent === null && reference === null && step === null && names.length === 0) return null
  return (
    <div className="flex flex-wrap gap-1.5 px-2 pt-2">
      {parent !== null && <ParentChip parent={parent} />}
      {parent === null && (step === null || step.phase === 'fitting') && reference !== null && (
        <ReferenceChip reference={reference} />
      )}
      {parent === null && step !== null && step.phase !== 'fitting' && <ReferenceProgress />}
      {names.length > 0 && <ParamsChip names={names} />}
    </div>
  )
}

interface GoesWithProps {
  picture?: ReactNode
  text: ReactNode
  note?: ReactNode
  removeLabel: string
  onRemove: () => void
  id?: string
}

const GoesWith = ({ picture, text, note, removeLabel, onRemove, id }: GoesWithProps) => (
  <div
    {...(id === undefined ? {} : { id })}
    className="flex h-8 max-w-full min-w-0 items-center gap-2 rounded-md bg-hover ps-1 pe-0.5"
  >
    {picture !== undefined && (
      <div className="grid h-6 w-11 shrink-0 place-items-center overflow-hidden rounded-sm bg-stage text-on-stage [&_svg]:size-4">
        {picture}
      </div>
    )}
    <span className="min-w-0 truncate ps-1" dir="auto">
      {text}
    </span>
    {note !== undefined && <span className="shrink-0 text-sm text-muted tabular-nums max-sm:hidden">{note}</span>}
    <IconButton label={removeLabel} icon={<X aria-hidden />} onClick={onRemove} className="h-7! w-7!" />
  </div>
)

const ParentChip = ({ parent }: { parent: DraftParent }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  return (
    <GoesWith
      id={noteId('parent')}
      picture={
        parent.takeId === null ? (
          <ImageOff aria-hidden />
        ) : (
          <img src={posterPath(parent.takeId)} alt="" className="size-full object-cover" />
        )
      }
      text={
        <>
          <span className="font-medium">{t(`parent.${parent.relation}`)}</span> {parent.prompt}
        </>
      }
      note={t(`parentNote.${parent.relation}`)}
      removeLabel={t('removeParent')}
      onRemove={() => composer.change({ parent: null })}
    />
  )
}

const writeFacts = ({ width, height, sizeBytes }: DraftReference): string | null =>
  width === null || height === null ? null : `${formatSize(`${width}x${height}`)} · ${formatFileSize(sizeBytes)}`

const ReferenceChip = ({ reference }: { reference: DraftReference }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const facts = writeFacts(reference)
  return (
    <GoesWith
      picture={
        reference.thumbnail === null ? (
          <ImageOff aria-hidden />
        ) : (
          <img src={reference.thumbnail} alt="" className="size-full object-cover" />
        )
      }
      text={reference.fileName === '' ? t('reference.fromJob') : reference.fileName}
      {...(facts === null ? {} : { note: facts })}
      removeLabel={t('reference.remove')}
      onRemove={composer.references.remove}
    />
  )
}

const ReferenceProgress = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const step = useComposer((state) => state.reference)
  if (step === null || step.phase === 'fitting') return null
  return (
    <div role="status" className="min-w-0">
      <GoesWith
        picture={
          step.phase === 'busy' ? <LoaderCircle aria-hidden className="animate-spin" /> : <ImageOff aria-hidden />
        }
        text={
          step.phase === 'busy' ? (
            t('reference.opening', { name: step.fileName })
          ) : (
            <span className="text-bad">{step.message}</span>
          )
        }
        removeLabel={t('reference.remove')}
        onRemove={composer.references.giveUp}
      />
    </div>
  )
}

const ParamsChip = ({ names }: { names: readonly string[] }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  return (
    <GoesWith
      text={t('params', { names: names.join(', ') })}
      removeLabel={t('removeParams')}
      onRemove={() => composer.change({ params: {} })}
    />
  )
}
