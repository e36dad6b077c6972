import type { ModelCapabilities } from './capabilities.ts'
import type { RequestProblem } from './checkRequest.ts'

/**
 * Whether a model, or the whole endpoint that offers it, is past the end that its provider announced. A date without a
 * time means its beginning in UTC; what is no date says nothing.
 */
export function findRetirement(
  model: Pick<ModelCapabilities, 'label' | 'retiredSince'>,
  endpointRetiredSince: string | null,
  now: number,
): RequestProblem | null {
  const isOver = (date: string | null): boolean => date !== null && Date.parse(date) <= now
  const wayOut = 'Choose another model, or an account whose provider still offers it.'
  if (isOver(endpointRetiredSince)) {
    return {
      field: 'model',
      message: `This provider makes no videos any more: it ended that on ${endpointRetiredSince}. Choose another account.`,
    }
  }
  if (!isOver(model.retiredSince)) return null
  return {
    field: 'model',
    message: `${model.label} is no longer made: it was retired on ${model.retiredSince}. ${wayOut}`,
  }
}
