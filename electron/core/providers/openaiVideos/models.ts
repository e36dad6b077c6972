import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'

const SORA_SECONDS = [4, 8, 12, 16, 20]
const SORA_SIZES = ['720x1280', '1280x720']
const SORA_SHUT_DOWN = '2026-09-24'
const ALL_MODES = { text: true, referenceImage: true, remix: true, edit: true, extend: true }

const soraReferenceImage = {
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 20 * 1024 * 1024,
  mustMatchSize: true,
}

/** OpenAI's guide of March 2026, which knew more lengths and sizes than the SDK's enums. */
export const SORA_MODELS: readonly ModelCapabilities[] = [
  {
    id: 'sora-2',
    label: 'Sora 2',
    aliases: ['sora-2-2025-10-06', 'sora-2-2025-12-08'],
    seconds: { values: SORA_SECONDS },
    defaultSeconds: 4,
    sizes: SORA_SIZES,
    defaultSize: '720x1280',
    maxPromptLength: 32_000,
    modes: ALL_MODES,
    referenceImage: soraReferenceImage,
    progress: 'percent',
    pricePerSecondUsd: { '*': 0.1 },
    retiredSince: null,
  },
  {
    id: 'sora-2-pro',
    label: 'Sora 2 Pro',
    aliases: ['sora-2-pro-2025-10-06'],
    seconds: { values: SORA_SECONDS },
    defaultSeconds: 4,
    sizes: [...SORA_SIZES, '1024x1792', '1792x1024', '1080x1920', '1920x1080'],
    defaultSize: '720x1280',
    maxPromptLength: 32_000,
    modes: ALL_MODES,
    referenceImage: soraReferenceImage,
    progress: 'percent',
    pricePerSecondUsd: {
      '720x1280': 0.3,
      '1280x720': 0.3,
      '1024x1792': 0.5,
      '1792x1024': 0.5,
      '1080x1920': 0.7,
      '1920x1080': 0.7,
    },
    retiredSince: null,
  },
]

/** The same models where OpenAI itself serves them: only the retirement differs. */
export const retireModels = (models: readonly ModelCapabilities[]): ModelCapabilities[] =>
  models.map((model) => ({ ...model, retiredSince: SORA_SHUT_DOWN }))

/** xAI's documented ranges; prices differ by resolution and version, and each answer carries the exact bill. */
export const XAI_MODELS: readonly ModelCapabilities[] = ['grok-imagine-video', 'grok-imagine-video-1.5'].map((id) => ({
  id,
  label: id === 'grok-imagine-video' ? 'Grok Imagine' : 'Grok Imagine 1.5',
  aliases: [],
  seconds: { min: 1, max: 15, step: 1 },
  defaultSeconds: 8,
  sizes: null,
  defaultSize: null,
  maxPromptLength: 32_000,
  modes: { text: true, referenceImage: true, remix: false, edit: true, extend: true },
  referenceImage: {
    types: ['image/jpeg', 'image/png', 'image/webp'],
    maxBytes: 20 * 1024 * 1024,
    mustMatchSize: false,
  },
  progress: 'percent',
  pricePerSecondUsd: null,
  retiredSince: null,
}))

/** What is assumed of a model that nobody described: the provider decides, the person is not held back. */
export const describeUnknownModel = (id: string, modes: ModelCapabilities['modes']): ModelCapabilities => ({
  id,
  label: id,
  aliases: [],
  seconds: null,
  defaultSeconds: null,
  sizes: null,
  defaultSize: null,
  maxPromptLength: 32_000,
  modes,
  referenceImage: modes.referenceImage
    ? { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 20 * 1024 * 1024, mustMatchSize: false }
    : null,
  progress: 'percent',
  pricePerSecondUsd: null,
  retiredSince: null,
})
