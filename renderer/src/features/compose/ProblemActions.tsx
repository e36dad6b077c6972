import { useTranslation } from 'react-i18next'
import type { ComposeProblem } from '../../stores/compose/composeProblem.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { NoteButton } from './NoteButton.tsx'
import { PROMPT_ID } from './PromptField.tsx'

const BRACES = new Set(['unclosed_brace', 'stray_brace', 'empty_braces', 'one_alternative', 'nested_too_deep'])

/** Selects the place of a problem in the prompt, where it stands there as it was typed. */
const selectPlace = (offset: number): void => {
  const field = document.querySelector<HTMLTextAreaElement>(`#${PROMPT_ID}`)
  field?.focus()
  field?.setSelectionRange(offset, offset + 1)
}

/** The next step for one problem, as far as a click can do it. */
export const ProblemActions = ({ problem }: { problem: ComposeProblem }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const mode = useComposer((state) => state.draft.mode)
  const { code, position } = problem
  const isBraces = BRACES.has(code) || code === 'unknown_variable'
  const offset =
    position === null || mode === 'table' || (mode === 'lines' && position.within === 'prompt') ? null : position.offset
  return (
    <>
      {offset !== null && <NoteButton onClick={() => selectPlace(offset)}>{t('panel.goTo')}</NoteButton>}
      {(code === 'unknown_variable' || code === 'empty_variable') && (
        <NoteButton onClick={() => composer.setPanelOpen(true)}>{t('panel.giveValues')}</NoteButton>
      )}
      {(code === 'unknown_list' || code === 'empty_list') && (
        <NoteButton onClick={() => composer.setDialog('lists')}>{t('panel.makeList')}</NoteButton>
      )}
      {isBraces && (
        <NoteButton onClick={() => composer.change({ isPlainText: true })}>{t('panel.takePlain')}</NoteButton>
      )}
      {code === 'reference_size' && composer.references.canFitAgain() && (
        <NoteButton onClick={() => composer.references.fitAgain()}>
          {t('reference.again', { size: problem.values['size'] })}
        </NoteButton>
      )}
      {(code === 'reference_size' || code === 'no_reference') && (
        <NoteButton onClick={() => composer.references.remove()}>{t('reference.remove')}</NoteButton>
      )}
    </>
  )
}
