import { parsePrompt } from '../../../../shared/batch/promptSyntax.ts'
import type { Template } from '../../../../shared/desk/desk.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { ComposeRequest, DerivingRelation } from '../composeRequests.ts'
import { readDraft, type Draft, type DraftParent } from './draft.ts'

/** What takes the place of parts of the draft, and what to say when typed text goes with it. */
export interface Replacement {
  draft: Partial<Draft>
  said: 'reused' | 'derived' | 'template' | 'recalled' | 'file' | 'draftBack'
}

/** Whether the batch syntax would read something else than the text itself. */
export const isSyntax = (text: string): boolean => {
  if (text === '') return false
  const parsed = parsePrompt(text)
  const [only, ...others] = parsed.ok ? parsed.parts : []
  return only?.kind !== 'text' || others.length > 0 || only.text !== text
}

const LONGEST_NOTED = 200

export const parentOf = (job: Job, relation: DerivingRelation): DraftParent => ({
  jobId: job.id,
  relation,
  accountId: job.accountId,
  model: job.model,
  seconds: job.seconds,
  size: job.size,
  prompt: job.prompt.slice(0, LONGEST_NOTED),
  takeId: job.take?.hasPoster === true ? job.take.id : null,
})

/** The prompt and every setting of a job. What was sent was written out already: its braces mean themselves. */
export const reusedDraft = (job: Job): Replacement => ({
  said: 'reused',
  draft: {
    mode: 'prompt',
    text: job.prompt,
    isPlainText: isSyntax(job.prompt),
    accountId: job.accountId,
    model: job.model,
    seconds: job.seconds,
    size: job.size,
    count: 1,
    params: job.params,
    parent: null,
    reference:
      job.referenceId === null
        ? null
        : {
            referenceId: job.referenceId,
            fileName: '',
            type: '',
            sizeBytes: 0,
            width: null,
            height: null,
            thumbnail: null,
          },
  },
})

/** A new job that begins from a take. A remix rewrites the old prompt; the others say something of their own. */
export const derivedDraft = (
  { job, relation }: Extract<ComposeRequest, { kind: 'derive' }>,
  present: Draft,
): Replacement => ({
  said: 'derived',
  draft: {
    mode: present.mode === 'table' ? 'prompt' : present.mode,
    parent: parentOf(job, relation),
    ...(present.text.trim() === '' && relation === 'remix'
      ? { text: job.prompt, isPlainText: isSyntax(job.prompt) }
      : {}),
  },
})

const KEPT_IN_TEMPLATES = [
  'mode',
  'accountId',
  'model',
  'seconds',
  'size',
  'isPlainText',
  'variables',
  'combine',
  'sampleSize',
  'seed',
  'params',
  'reference',
] as const satisfies (keyof Draft)[]

/** What a template keeps beside its prompt. */
export const templateSettings = (draft: Draft): Template['settings'] =>
  Object.fromEntries(KEPT_IN_TEMPLATES.map((name) => [name, draft[name]])) as unknown as Template['settings']

/** Only what the template says is changed, however old or strange it is. */
export const templateDraft = ({ prompt, settings }: Pick<Template, 'prompt' | 'settings'>): Replacement => {
  const read = readDraft(settings)
  const said = KEPT_IN_TEMPLATES.filter((name) => name in settings)
  return {
    said: 'template',
    draft: { ...Object.fromEntries(said.map((name) => [name, read[name]])), text: prompt },
  }
}
