import { History, ImagePlus, LayoutTemplate } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyView } from '../../lazyView.tsx'
import type { ComposeBox } from '../../stores/composeStore.ts'
import { controlsFor } from '../../stores/compose/choice.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Message.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { PROMPT_ID } from './PromptField.tsx'

const HistoryBox = lazyView(async () => (await import('./HistoryBox.tsx')).HistoryBox, {
  waiting: <Skeleton className="h-64" />,
})
const TemplatesBox = lazyView(async () => (await import('./TemplatesBox.tsx')).TemplatesBox, {
  waiting: <Skeleton className="h-64" />,
})

/** Beside the prompt: where it may come from. */
export const PromptTools = () => {
  const column = useRef<HTMLDivElement>(null)
  // Above the whole box, so that no button of it is half covered.
  const promptBox = (): Element | null => column.current?.closest('[data-prompt-box]') ?? null
  return (
    <div ref={column} className="flex shrink-0 flex-col p-1 text-muted">
      <Box anchor={promptBox} box="history" command="promptHistory" icon={<History aria-hidden />} />
      <Box anchor={promptBox} box="templates" command="promptTemplates" icon={<LayoutTemplate aria-hidden />} />
      <ImageButton />
    </div>
  )
}

const promptField = (): HTMLElement | null => document.querySelector<HTMLElement>(`#${PROMPT_ID}`)

interface BoxProps {
  anchor: () => Element | null
  box: ComposeBox
  command: string
  icon: ReactNode
}

const Box = ({ anchor, box, command, icon }: BoxProps) => {
  const { t } = useTranslation('compose')
  const { composer, shortcuts } = useScreen()
  const isOpen = useComposer((state) => state.box === box)
  const Content = box === 'history' ? HistoryBox : TemplatesBox
  return (
    <Popover
      trigger={<IconButton label={t(box)} keys={shortcuts.hint(command)} icon={icon} />}
      title={t(box)}
      align="end"
      size="wide"
      anchor={anchor}
      isOpen={isOpen}
      onOpenChange={(open) => composer.setBox(open ? box : null)}
      focusAfter={promptField}
    >
      {isOpen && <Content />}
    </Popover>
  )
}

const ImageButton = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const picker = useRef<HTMLInputElement>(null)
  const draft = useComposer((state) => state.draft)
  const choice = useComposer((state) => state.choice)
  if (!controlsFor(draft, choice).reference) return null
  const types = choice.model?.referenceImage?.types ?? []
  return (
    <>
      <IconButton label={t('image')} icon={<ImagePlus aria-hidden />} onClick={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t('image')}
        accept={types.length === 0 ? 'image/*' : `image/*,${types.join(',')}`}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) void composer.references.add(file, file.name)
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
    </>
  )
}
