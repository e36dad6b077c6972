import type { JobRelation } from '../jobs/job.ts'
import type { ModelCapabilities } from './capabilities.ts'

export interface CheckedRequest {
  prompt: string
  seconds: number | null
  size: string | null
  relation: JobRelation | null
  hasReference: boolean
}

/** What no model would accept, with the field to mend. */
export interface RequestProblem {
  field: string
  message: string
}

/** Checks a request against what the model says it takes. @returns the first problem, or null. */
export function checkRequest(request: CheckedRequest, model: ModelCapabilities): RequestProblem | null {
  return (
    checkPrompt(request.prompt, model) ??
    checkSeconds(request.seconds, model) ??
    checkSize(request.size, model) ??
    checkModes(request, model)
  )
}

const checkPrompt = (prompt: string, model: ModelCapabilities): RequestProblem | null => {
  const length = [...prompt].length
  if (length <= model.maxPromptLength) return null
  return {
    field: 'prompt',
    message: `The prompt has ${length} characters; ${model.label} takes at most ${model.maxPromptLength}.`,
  }
}

const checkSeconds = (seconds: number | null, model: ModelCapabilities): RequestProblem | null => {
  const allowed = model.seconds
  if (seconds === null || allowed === null) return null
  if ('values' in allowed) {
    if (allowed.values.includes(seconds)) return null
    return {
      field: 'seconds',
      message: `${model.label} makes takes of ${allowed.values.join(', ')} seconds, not ${seconds}.`,
    }
  }
  const steps = (seconds - allowed.min) / allowed.step
  if (seconds >= allowed.min && seconds <= allowed.max && Math.abs(steps - Math.round(steps)) < 1e-6) return null
  return {
    field: 'seconds',
    message: `${model.label} makes takes of ${allowed.min} to ${allowed.max} seconds, not ${seconds}.`,
  }
}

const checkSize = (size: string | null, model: ModelCapabilities): RequestProblem | null => {
  if (size === null || model.sizes === null || model.sizes.includes(size)) return null
  return { field: 'size', message: `${model.label} makes takes of ${model.sizes.join(', ')}, not ${size}.` }
}

const checkModes = (request: CheckedRequest, model: ModelCapabilities): RequestProblem | null => {
  if (request.hasReference && !model.modes.referenceImage) {
    return { field: 'referenceId', message: `${model.label} takes no reference image.` }
  }
  const { relation } = request
  if ((relation === 'remix' || relation === 'edit' || relation === 'extend') && !model.modes[relation]) {
    return { field: 'relation', message: `${model.label} cannot ${relation} a take.` }
  }
  return null
}
