import { randomBytes } from 'node:crypto'
import { DEMO_SECONDS, DEMO_SIZES, findModel, LONGEST_EXTENDED_SECONDS } from '../videos/models.ts'
import { plannedTimes, videoAt } from '../videos/timeline.ts'
import type { VideoRecord } from '../videos/videoRecord.ts'
import type { VideoStore } from '../videos/videoStore.ts'
import { invalidRequest, promptRefused, videoNotFound } from './apiError.ts'
import { readReferenceImage } from './referenceImage.ts'
import type { RequestFields } from './requestFields.ts'

export interface RequestContext {
  store: VideoStore
  nowMs: number
  /** Divides all waiting times. */
  speed: number
  idempotencyKey: string | null
}

/** Words in a prompt that make things go wrong on purpose. */
export const PROMPT_MARKERS = { refuse: '[refuse]', moderation: '[moderation]', fail: '[fail]' } as const

const DEFAULT_MODEL = 'demo-1'

/** Checks a request for a new video; throws an ApiError that names the field. */
export async function newVideo(fields: RequestFields, context: RequestContext): Promise<VideoRecord> {
  const model = fields.text('model') ?? DEFAULT_MODEL
  const capabilities = findModel(model)
  if (!capabilities) {
    throw invalidRequest('model', 'model_not_found', `The model '${model.slice(0, 80)}' does not exist.`)
  }
  const prompt = readPrompt(fields)
  const seconds = readSeconds(fields.text('seconds') ?? String(capabilities.defaultSeconds ?? 4))
  const size = fields.text('size') ?? capabilities.defaultSize ?? '1280x720'
  if (!DEMO_SIZES.includes(size)) {
    throw invalidRequest('size', 'invalid_value', `Invalid size. Supported values are: ${DEMO_SIZES.join(', ')}.`)
  }
  const reference = await readReferenceImage(fields, size)
  const id = newId()
  const scene = { family: prompt, style: `${prompt}${reference ?? ''}`, layout: id }
  return { ...planned(context, prompt, seconds), id, model, prompt, seconds, size, scene, remixedFrom: null }
}

/** The same shapes in other colours: a remix or an edit of a finished video. */
export function derivedVideo(
  fields: RequestFields,
  sourceId: string,
  relation: 'remix' | 'edit',
  context: RequestContext,
): VideoRecord {
  const source = finishedSource(sourceId, context)
  const prompt = readPrompt(fields)
  const { model, seconds, size } = source
  const scene = { ...source.scene, style: prompt }
  const remixedFrom = relation === 'remix' ? source.id : null
  return { ...planned(context, prompt, seconds), id: newId(), model, prompt, seconds, size, scene, remixedFrom }
}

/** The same video, going on for longer; `seconds` of the answer is the whole length. */
export function extendedVideo(fields: RequestFields, sourceId: string, context: RequestContext): VideoRecord {
  const source = finishedSource(sourceId, context)
  const prompt = readPrompt(fields)
  const added = fields.text('seconds')
  if (added === null)
    throw invalidRequest('seconds', 'missing_required_parameter', "Missing required parameter: 'seconds'.")
  const addedSeconds = readSeconds(added)
  const seconds = source.seconds + addedSeconds
  if (seconds > LONGEST_EXTENDED_SECONDS) {
    const message = `An extended video can be ${LONGEST_EXTENDED_SECONDS} seconds long at most.`
    throw invalidRequest('seconds', 'invalid_value', message)
  }
  const { model, size, scene } = source
  return {
    ...planned(context, prompt, addedSeconds),
    id: newId(),
    model,
    prompt,
    seconds,
    size,
    scene,
    remixedFrom: null,
  }
}

/** The source of an edit or extension, which comes as `video[id]`; uploads are more than a demo can use. */
export async function readSourceId(fields: RequestFields): Promise<string> {
  const id = fields.text('video[id]')
  if (id !== null) return id
  if (await fields.file('video')) {
    throw invalidRequest('video', 'unsupported_value', 'The demo provider works on its own videos only.')
  }
  throw invalidRequest('video', 'missing_required_parameter', "Missing required parameter: 'video'.")
}

function finishedSource(id: string, context: RequestContext): VideoRecord {
  const source = context.store.get(id)
  if (!source) throw videoNotFound(id)
  const { status } = videoAt(source, context.nowMs)
  if (status === 'completed') return source
  throw invalidRequest('video', 'video_not_completed', `The video '${id}' is ${status}, not completed.`)
}

function planned(
  context: RequestContext,
  prompt: string,
  workSeconds: number,
): Pick<VideoRecord, 'createdAtMs' | 'queuedMs' | 'runningMs' | 'failure' | 'idempotencyKey'> {
  return {
    createdAtMs: context.nowMs,
    ...plannedTimes(workSeconds, context.speed),
    failure: plannedFailure(prompt),
    idempotencyKey: context.idempotencyKey,
  }
}

function plannedFailure(prompt: string): VideoRecord['failure'] {
  if (prompt.includes(PROMPT_MARKERS.moderation)) {
    return { code: 'moderation_blocked', message: 'The generated video was blocked by our moderation system.' }
  }
  if (prompt.includes(PROMPT_MARKERS.fail)) {
    return { code: 'internal_error', message: 'The video could not be generated.' }
  }
  return null
}

function readPrompt(fields: RequestFields): string {
  const prompt = fields.text('prompt')
  if (prompt === null)
    throw invalidRequest('prompt', 'missing_required_parameter', "Missing required parameter: 'prompt'.")
  // Limits count code points, as Python and people do, not UTF-16 units.
  const length = [...prompt].length
  if (length < 1) throw invalidRequest('prompt', 'string_too_short', 'The prompt must not be empty.')
  if (length > 32_000) {
    throw invalidRequest('prompt', 'string_too_long', `The prompt is ${length} characters long; 32000 is the most.`)
  }
  if (prompt.includes(PROMPT_MARKERS.refuse)) throw promptRefused()
  return prompt
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (DEMO_SECONDS.includes(seconds)) return seconds
  const message = `Invalid value: '${text.slice(0, 20)}'. Supported values are: ${DEMO_SECONDS.join(', ')}.`
  throw invalidRequest('seconds', 'invalid_value', message)
}

function newId(): string {
  return `video_${randomBytes(16).toString('hex')}`
}
