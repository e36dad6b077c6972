import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BATCH_CEILING } from '../../../../shared/batch/expandPrompt.ts'
import { UNCOUNTABLE } from '../../../../shared/batch/combinations.ts'
import { formatNumber } from '../../i18n/format.ts'
import { ERROR_FIELDS, type ErrorField } from '../../stores/compose/sender.ts'
import { useAccounts, useComposer, useConnection, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { NoteButton } from './NoteButton.tsx'
import { PROMPT_NOTE_ID } from './PromptField.tsx'
import { ProblemActions } from './ProblemActions.tsx'
import { writeProblem } from './problemWording.ts'

export const noteId = (field: ErrorField): string => (field === 'prompt' ? PROMPT_NOTE_ID : `composer-${field}-note`)

const TONES = { plain: 'text-muted', bad: 'text-bad', warn: 'text-warn' } as const

const Note = ({ id, tone, children }: { id?: string; tone: keyof typeof TONES; children: ReactNode }) => (
  <p {...(id === undefined ? {} : { id })} className={cx('flex flex-wrap items-center gap-x-2', TONES[tone])}>
    {children}
  </p>
)

/** Under the prompt, and only as far as there is something to say: what is wrong, what it makes, what stays. */
export const ComposeNotes = () => (
  <div className="px-2.5 text-sm [&_p]:pb-1">
    {/* Read out as it comes; what changes with each key below is not. */}
    <div role="status">
      <FieldErrors />
      <Failures />
    </div>
    <Problem />
    <Factors />
    <RowsThatStay />
    <ModelNotes />
  </div>
)

const FieldErrors = () => {
  const errors = useComposer((state) => state.errors)
  return ERROR_FIELDS.map((field) => {
    const error = errors[field] ?? null
    return error === null ? null : (
      <Note key={field} id={noteId(field)} tone="bad">
        {error}
      </Note>
    )
  })
}

/** The first problem; with rows there may be many, which the panel lists. */
const Problem = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const problem = useComposer((state) => state.figures.problems[0])
  const count = useComposer((state) => state.figures.problemCount)
  const isPanelOpen = useComposer((state) => state.isPanelOpen)
  const mode = useComposer((state) => state.draft.mode)
  const hasPromptError = useComposer((state) => (state.errors.prompt ?? null) !== null)
  if (problem === undefined || (isPanelOpen && mode !== 'prompt')) return null
  return (
    <Note {...(hasPromptError ? {} : { id: PROMPT_NOTE_ID })} tone={mode === 'prompt' ? 'bad' : 'warn'}>
      <span>
        {problem.line === null || mode === 'prompt'
          ? writeProblem(problem, t)
          : t('panel.inLine', { line: problem.line, problem: writeProblem(problem, t) })}
      </span>
      <ProblemActions problem={problem} />
      {count > 1 && !isPanelOpen && (
        <NoteButton onClick={() => composer.setPanelOpen(true)}>
          {t('panel.seeAll', { total: formatNumber(count) })}
        </NoteButton>
      )}
    </Note>
  )
}

/** "12 takes: 3 × 4", and the switch for who meant the braces themselves. */
const Factors = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const factors = useComposer((state) => state.figures.factors)
  const total = useComposer((state) => state.figures.total)
  const { combine, count, isPlainText, text } = useComposer((state) => state.draft)
  if (isPlainText && /[{}]/.test(text))
    return (
      <Note tone="plain">
        {t('panel.plain')}
        <NoteButton onClick={() => composer.change({ isPlainText: false })}>{t('panel.readSyntax')}</NoteButton>
      </Note>
    )
  // One thing that varies is what the button says already.
  if (factors.length === 0 || total === 0 || (factors.length === 1 && count === 1)) return null
  const shown = total >= UNCOUNTABLE ? t('panel.uncountable') : formatNumber(total)
  const product = factors.map((factor) => formatNumber(factor)).join(combine === 'zip' ? ' ∥ ' : ' × ')
  return (
    <Note tone="plain">
      <span className="tabular-nums">
        {count > 1
          ? t('panel.copies', { total: shown, factors: product, count })
          : t('panel.factors', { total: shown, factors: product })}
      </span>
      <NoteButton onClick={() => composer.change({ isPlainText: true })}>{t('panel.takePlain')}</NoteButton>
    </Note>
  )
}

const RowsThatStay = () => {
  const { t } = useTranslation('compose')
  const { now, problemCount, rowsLeft, total } = useComposer((state) => state.figures)
  if (rowsLeft === 0 || now === 0) return null
  return (
    <Note tone="warn">
      {now < total
        ? t('panel.staysOver', { ceiling: formatNumber(BATCH_CEILING), rows: formatNumber(rowsLeft) })
        : problemCount > 0 && t('panel.stays', { count: rowsLeft, shown: formatNumber(rowsLeft) })}
    </Note>
  )
}

/** Said when the limit comes into sight, not before. */
const NEAR_LIMIT = 0.9

const ModelNotes = () => {
  const { t } = useTranslation('compose')
  const { account, model } = useComposer((state) => state.choice)
  const length = useComposer((state) => state.draft.text.length)
  const mode = useComposer((state) => state.draft.mode)
  const failure = useAccounts((state) => {
    const models = account === null ? undefined : state.models[account.id]
    return models?.phase === 'failed' ? models.message : null
  })
  const limit = model?.maxPromptLength ?? 0
  return (
    <>
      {account !== null && failure !== null && (
        <Note tone="bad">{t('modelsFailed', { account: account.name, reason: failure })}</Note>
      )}
      {model !== null && model.retiredSince !== null && (
        <Note tone="warn">{t('retiredNote', { date: model.retiredSince })}</Note>
      )}
      {mode === 'prompt' && model !== null && length > limit * NEAR_LIMIT && (
        <Note tone={length > limit ? 'bad' : 'plain'}>
          {t('promptLength', { length: formatNumber(length), limit: formatNumber(limit) })}
        </Note>
      )}
    </>
  )
}

const Failures = () => {
  const { t } = useTranslation('compose')
  const failure = useComposer((state) => state.failure)
  const keepFailure = useComposer((state) => state.keepFailure)
  const isOffline = useConnection() === 'offline'
  return (
    <>
      {failure !== null && <Note tone="bad">{failure}</Note>}
      {isOffline && <Note tone="plain">{t('offlineNote')}</Note>}
      {keepFailure !== null && !isOffline && <Note tone="warn">{t('keepFailed', { reason: keepFailure })}</Note>}
    </>
  )
}
