import { readFile } from 'node:fs/promises'
import type OpenAI from 'openai'
import { toFile } from 'openai'
import type { JsonValue } from '../../../../shared/json.ts'
import type { GenerationRequest } from '../videoProvider.ts'
import type { JobAddress } from './handle.ts'
import { jobPath, readHandle } from './handle.ts'
import type { DeriveDialect, DialectProfile } from './profile.ts'

type Body = Record<string, unknown>

/** A create, ready to be sent; building it touched nothing but the reference file. */
export interface PreparedCreate {
  path: string
  isForm: boolean
  body: Body
}

export type Preparation =
  | { kind: 'ready'; create: PreparedCreate }
  /** The request makes no sense here; nothing was sent. */
  | { kind: 'impossible'; message: string }

/** Turns a request into what this dialect wants to read. Absent values are left out, never sent as null. */
export const prepareCreate = async (
  request: GenerationRequest,
  profile: DialectProfile,
  learnedForm: boolean,
): Promise<Preparation> => {
  const derived = request.source === null ? null : prepareDerived(request, request.source, profile)
  if (derived !== null && derived.kind === 'impossible') return derived
  const encoding = profile.create.encoding
  const hasFile = request.reference !== null
  const isForm = derived?.isForm ?? (encoding === 'multipart' || (encoding === 'auto' && (hasFile || learnedForm)))
  const path = derived?.path ?? profile.create.path
  const body = { ...passThrough(request.params), ...dropAbsent(derived?.body ?? describeGeneration(request, profile)) }
  if (request.reference === null) return { kind: 'ready', create: { path, isForm, body: dropAbsent(body) } }
  const image = await readReference(request.reference)
  if (image === null) return { kind: 'impossible', message: 'The reference image could not be read.' }
  const reference = isForm
    ? { input_reference: await toFile(image, request.reference.fileName, { type: request.reference.type }) }
    : describeImage(image, request.reference.type, profile)
  return { kind: 'ready', create: { path, isForm, body: dropAbsent({ ...body, ...reference }) } }
}

/** Hands the create to the SDK: forms through its own form methods, JSON through its plain POST. */
export const sendCreate = (
  client: OpenAI,
  { path, isForm, body }: PreparedCreate,
  options: { signal: AbortSignal; headers: Record<string, string> },
): PromiseLike<unknown> => {
  if (!isForm) return client.post<unknown>(path, { ...options, body })
  // The SDK's types stop at older lengths, sizes and models than its servers accept; the wire takes any text.
  if (path === '/videos/edits') return client.videos.edit(body as unknown as OpenAI.VideoEditParams, options)
  if (path === '/videos/extensions') return client.videos.extend(body as unknown as OpenAI.VideoExtendParams, options)
  return client.videos.create(body as unknown as OpenAI.VideoCreateParams, options)
}

const describeGeneration = (request: GenerationRequest, profile: DialectProfile): Body => ({
  model: request.model,
  prompt: request.prompt,
  ...describeSeconds(request, profile),
  ...(profile.create.size === 'field' ? { size: request.size } : describeShape(request.size)),
})

const describeSeconds = ({ seconds }: GenerationRequest, { create }: DialectProfile): Body =>
  seconds === null ? {} : { [create.secondsField]: create.secondsType === 'string' ? String(seconds) : seconds }

/** `1280x720` as `16:9` and `720p`. */
export const describeShape = (size: string | null): Body => {
  const [width = 0, height = 0] = (size ?? '').split('x').map(Number)
  if (!(width > 0 && height > 0)) return {}
  const divisor = greatestCommonDivisor(width, height)
  return { aspect_ratio: `${width / divisor}:${height / divisor}`, resolution: `${Math.min(width, height)}p` }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

type Derived =
  { kind: 'ready'; path: string; isForm: boolean | null; body: Body } | { kind: 'impossible'; message: string }

const prepareDerived = (
  request: GenerationRequest,
  source: NonNullable<GenerationRequest['source']>,
  profile: DialectProfile,
): Derived => {
  const dialect = profile.derive[source.relation]
  const address = readHandle(source.handle)
  if (dialect === undefined)
    return { kind: 'impossible', message: `This provider has no way to ${source.relation} a video.` }
  if (address === null) return { kind: 'impossible', message: 'The video to start from is not known to this provider.' }
  return describeDerived(request, address, dialect, profile)
}

const describeDerived = (
  request: GenerationRequest,
  source: JobAddress,
  dialect: DeriveDialect,
  profile: DialectProfile,
): Derived => {
  const { prompt, model } = request
  if (dialect.how === 'under_source') {
    return { kind: 'ready', path: `${jobPath(source.id)}${dialect.suffix}`, isForm: false, body: { prompt } }
  }
  if (dialect.how === 'create_with') {
    const body = { ...describeGeneration(request, profile), [dialect.field]: source.id }
    return { kind: 'ready', path: profile.create.path, isForm: null, body }
  }
  const url = source.videoUrls[0]
  if (dialect.how === 'video_url' && url === undefined) {
    return { kind: 'impossible', message: 'The provider gave no address for the video to start from.' }
  }
  const body = {
    prompt,
    video: dialect.how === 'video_url' ? { url } : { id: source.id },
    ...(dialect.sendsModel ? { model } : {}),
    ...(dialect.sendsSeconds ? describeSeconds(request, profile) : {}),
  }
  return { kind: 'ready', path: dialect.path, isForm: profile.create.encoding === 'multipart', body }
}

const readReference = async (reference: { path: string }): Promise<Buffer | null> => {
  try {
    return await readFile(reference.path)
  } catch {
    return null
  }
}

const describeImage = (image: Buffer, type: string, profile: DialectProfile): Body => {
  const url = `data:${type};base64,${image.toString('base64')}`
  if (profile.create.jsonReference === 'image') return { image: { url } }
  if (profile.create.jsonReference === 'input_reference') return { input_reference: { image_url: url } }
  return { frame_images: [{ type: 'image_url', image_url: { url }, frame_type: 'first_frame' }] }
}

/** Parameters a person added for this provider; they cannot replace what the job itself says. */
const passThrough = (params: Record<string, JsonValue>): Body =>
  Object.fromEntries(Object.entries(params).filter(([name]) => name !== '__proto__'))

const dropAbsent = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined))
