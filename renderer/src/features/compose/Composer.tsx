import { lazyView } from '../../lazyView.tsx'
import { useComposer } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { ComposerArea } from './ComposerArea.tsx'
import { ComposeChips } from './ComposeChips.tsx'
import { ComposeNotes } from './ComposeNotes.tsx'
import { ControlRow } from './ControlRow.tsx'
import { PromptField } from './PromptField.tsx'
import { PromptTools } from './PromptTools.tsx'

const BatchPanel = lazyView(async () => (await import('./BatchPanel.tsx')).BatchPanel, {
  waiting: <div className="h-56" />,
})
const FitDialog = lazyView(async () => (await import('./FitDialog.tsx')).FitDialog, { missing: 'nothing' })
const ListsDialog = lazyView(async () => (await import('./ListsDialog.tsx')).ListsDialog, { missing: 'nothing' })

/** The bar at the bottom of the workbench: a prompt, its settings and the button; above it, when wanted, the batch panel. */
export const Composer = () => {
  const isPanelOpen = useComposer((state) => state.isPanelOpen)
  const isFitting = useComposer((state) => state.reference?.phase === 'fitting')
  const dialog = useComposer((state) => state.dialog)
  return (
    <ComposerArea>
      {isPanelOpen && <BatchPanel />}
      <PromptBox />
      {isFitting && <FitDialog />}
      {dialog === 'lists' && <ListsDialog />}
    </ComposerArea>
  )
}

const PromptBox = () => {
  const isWrong = useComposer((state) => (state.errors.prompt ?? null) !== null)
  return (
    <div
      data-prompt-box
      className={cx(
        '@container m-2 rounded-md border bg-field has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-accent',
        isWrong ? 'border-bad' : 'border-control',
      )}
    >
      <ComposeChips />
      <div className="flex">
        <PromptField />
        <PromptTools />
      </div>
      <ComposeNotes />
      <ControlRow />
    </div>
  )
}
