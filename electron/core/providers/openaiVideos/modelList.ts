import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import { modelCapabilitiesSchema } from '../../../../shared/models/capabilities.ts'
import { isRecord } from '../errorWords.ts'
import type { ModelsOutcome } from '../videoProvider.ts'
import type { CreateContext } from './createAnswer.ts'
import { describeBroken, describeReadFailure } from './lookup.ts'
import { describeUnknownModel, retireModels } from './models.ts'
import type { DialectProfile } from './profile.ts'
import type { Reply, Wire } from './wire.ts'

export interface ModelList {
  listModels(signal: AbortSignal): Promise<ModelsOutcome>
  capabilities(model: string): ModelCapabilities
}

/** A gateway may list hundreds of chat models; nobody can choose among more than this. */
const MAX_MODELS = 200

export const createModelList = (wire: Wire, context: CreateContext): ModelList => {
  const { profile } = context
  const bundled = context.isRetiredEndpoint ? retireModels(profile.models) : [...profile.models]
  let live = new Map<string, ModelCapabilities>()

  const listModels: ModelList['listModels'] = async (signal) => {
    const exchange = await wire.read((client, options) => client.get<unknown>(profile.modelsPath, options), signal)
    if (exchange.kind === 'broken') return { kind: 'failed', failure: describeBroken(exchange, context) }
    const { reply } = exchange
    if ([401, 402, 403, 429].includes(reply.status) || reply.status >= 500) {
      return { kind: 'failed', failure: describeReadFailure(reply, context) }
    }
    const models = readModels(reply, profile, bundled)
    if (models.length === 0) return { kind: 'models', models: bundled, source: 'bundled' }
    live = new Map(models.map((model) => [model.id, model]))
    return { kind: 'models', models, source: 'live' }
  }

  const capabilities: ModelList['capabilities'] = (model) =>
    live.get(model) ?? findNamed([...live.values(), ...bundled], model) ?? describeUnknownModel(model, modesOf(profile))

  return { listModels, capabilities }
}

const findNamed = (models: readonly ModelCapabilities[], name: string): ModelCapabilities | undefined =>
  models.find((model) => model.id === name || model.aliases.includes(name))

export const modesOf = ({ derive }: DialectProfile): ModelCapabilities['modes'] => ({
  text: true,
  referenceImage: true,
  remix: derive.remix !== undefined,
  edit: derive.edit !== undefined,
  extend: derive.extend !== undefined,
})

/**
 * The video models in a live list. A list says little (OpenAI's shape is an id and a date), so models that
 * describe themselves or are in the bundled table come alone where there are any; else all are offered.
 */
const readModels = (
  reply: Reply,
  profile: DialectProfile,
  bundled: readonly ModelCapabilities[],
): ModelCapabilities[] => {
  const rows = reply.status === 200 && isRecord(reply.value) ? reply.value['data'] : undefined
  if (!Array.isArray(rows)) return []
  const items = rows.filter(isRecord)
  const described = items.flatMap((item) => describeItem(item, profile, bundled))
  if (described.length > 0) return described
  return items.slice(0, MAX_MODELS).flatMap((item) => {
    const id = item['id']
    return typeof id === 'string' && id !== '' ? [withRetirement(describeUnknownModel(id, modesOf(profile)), item)] : []
  })
}

type Item = Record<string, unknown>

const describeItem = (
  item: Item,
  profile: DialectProfile,
  bundled: readonly ModelCapabilities[],
): ModelCapabilities[] => {
  const own = modelCapabilitiesSchema.safeParse(item['dailies_capabilities'])
  if (own.success) return [withRetirement(own.data, item)]
  const id = item['id']
  if (typeof id !== 'string' || id === '') return []
  const known = findNamed(bundled, id)
  if (known !== undefined) return [withRetirement({ ...known, id }, item)]
  return profile.modelsPath === '/videos/models' ? [withRetirement(describeVideoModel(id, item, profile), item)] : []
}

/** OpenAI's list of models may carry `shutdown_date` (SDK 7.55, `Model`), as a date or in Unix seconds. */
const withRetirement = (model: ModelCapabilities, item: Item): ModelCapabilities => {
  const date = item['shutdown_date']
  const time = typeof date === 'number' ? date * 1000 : typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isFinite(time) ? { ...model, retiredSince: new Date(time).toISOString().slice(0, 10) } : model
}

/** An entry of OpenRouter's `/videos/models`: sizes, lengths and price units per model. */
const describeVideoModel = (id: string, item: Item, profile: DialectProfile): ModelCapabilities => {
  const sizes = readTexts(item['supported_sizes']).filter((size) => /^\d+x\d+$/.test(size))
  const seconds = readNumbers(item['supported_durations'])
  const frames = item['supported_frame_images']
  const takesImage = !Array.isArray(frames) || frames.includes('first_frame')
  return {
    ...describeUnknownModel(id, { ...modesOf(profile), referenceImage: takesImage }),
    label: typeof item['name'] === 'string' && item['name'] !== '' ? item['name'] : id,
    seconds: seconds.length > 0 ? { values: seconds } : null,
    sizes: sizes.length > 0 ? sizes : null,
    progress: 'none',
    pricePerSecondUsd: readPrices(item['pricing_skus'], sizes),
  }
}

const readPrices = (skus: unknown, sizes: readonly string[]): Record<string, number> | null => {
  if (!isRecord(skus)) return null
  const priceOf = (name: string): number | null => {
    const price = Number(skus[name] ?? Number.NaN)
    return Number.isFinite(price) && price >= 0 ? price : null
  }
  const base = priceOf('per-video-second')
  const bySize = sizes.flatMap((size) => {
    const price = priceOf(`per-video-second-${Math.min(...size.split('x').map(Number))}p`)
    return price === null ? [] : [[size, price] as const]
  })
  const prices = Object.fromEntries([...(base === null ? [] : [['*', base] as const]), ...bySize])
  return Object.keys(prices).length > 0 ? prices : null
}

const readTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

const readNumbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.map(Number).filter((each) => Number.isFinite(each) && each > 0) : []
