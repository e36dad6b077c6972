import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { UNCOUNTABLE } from '../../../../shared/batch/combinations.ts'
import { formatNumber } from '../../i18n/format.ts'
import { useComposer } from '../../stores/screenContext.ts'
import { ProblemActions } from './ProblemActions.tsx'
import { writeProblem } from './problemWording.ts'

/** The first prompts as they would be sent, and all that is in the way. */
export const BatchPreview = () => {
  const { t } = useTranslation('compose')
  return (
    <div
      role="region"
      aria-label={t('panel.preview')}
      className="flex min-w-0 flex-col gap-3 border-line p-3 max-md:border-t md:border-s"
    >
      <Prompts />
      <Problems />
      <Refusals />
    </div>
  )
}

const Prompts = () => {
  const { t } = useTranslation('compose')
  const { preview, total } = useComposer((state) => state.figures)
  const mode = useComposer((state) => state.draft.mode)
  const copies = useComposer((state) => state.draft.count)
  const prompts = Math.ceil(total / copies)
  const more = prompts - preview.length
  return (
    <div>
      <h2 className="mb-1 text-sm font-semibold text-muted">{t('panel.preview')}</h2>
      {preview.length === 0 && <p className="text-muted">{t('panel.previewEmpty')}</p>}
      <ol className="space-y-1">
        {preview.map(({ line, prompt }, index) => (
          // Two rows may well hold the same prompt.
          <li key={`${line}:${index}`} className="flex gap-2">
            <span className="min-w-5 shrink-0 text-end text-sm text-muted tabular-nums">
              {formatNumber(mode === 'prompt' ? index + 1 : line)}
            </span>
            <span dir="auto" className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
              {prompt}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && total < UNCOUNTABLE && mode === 'prompt' && (
        <p className="ps-7 text-sm text-muted">{t('panel.more', { total: formatNumber(more) })}</p>
      )}
    </div>
  )
}

const SHOWN_PROBLEMS = 20

const Problems = () => {
  const { t } = useTranslation('compose')
  const problems = useComposer((state) => state.figures.problems)
  const count = useComposer((state) => state.figures.problemCount)
  const mode = useComposer((state) => state.draft.mode)
  if (count === 0) return null
  return (
    <div>
      <h2 className="mb-1 flex items-center gap-1.5 text-sm font-semibold text-warn">
        <TriangleAlert aria-hidden className="size-3.5" />
        {t('panel.problems', { count, shown: formatNumber(count) })}
      </h2>
      <ul className="space-y-1.5">
        {problems.slice(0, SHOWN_PROBLEMS).map((problem, index) => (
          <li key={`${problem.code}:${problem.line}:${index}`} className="text-sm [overflow-wrap:anywhere]">
            {problem.line === null || mode === 'prompt'
              ? writeProblem(problem, t)
              : t('panel.inLine', { line: formatNumber(problem.line), problem: writeProblem(problem, t) })}
            <ProblemActions problem={problem} />
          </li>
        ))}
      </ul>
      {count > SHOWN_PROBLEMS && (
        <p className="text-sm text-muted">{t('panel.problemsMore', { total: formatNumber(count - SHOWN_PROBLEMS) })}</p>
      )}
    </div>
  )
}

/** What only the host could know of single rows. */
const Refusals = () => {
  const { t } = useTranslation('compose')
  const refusals = useComposer((state) => state.refusals)
  if (refusals.length === 0) return null
  return (
    <ul className="space-y-1 text-sm text-bad">
      {refusals.map(({ line, message }, index) => (
        <li key={`${line}:${index}`} className="[overflow-wrap:anywhere]">
          {t('panel.inLine', { line: formatNumber(line), problem: message })}
        </li>
      ))}
    </ul>
  )
}
