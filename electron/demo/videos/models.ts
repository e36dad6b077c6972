import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'

export const DEMO_SECONDS = [4, 8, 12, 16, 20]
export const DEMO_SIZES = ['1280x720', '720x1280', '1024x1792', '1792x1024', '1920x1080', '1080x1920']
/** As the OpenAI guide of March 2026 had it for extensions. */
export const LONGEST_EXTENDED_SECONDS = 120
export const LARGEST_REFERENCE_BYTES = 16 * 1024 * 1024

const COMMON = {
  seconds: { values: DEMO_SECONDS },
  defaultSeconds: 4,
  sizes: DEMO_SIZES,
  maxPromptLength: 32_000,
  modes: { text: true, referenceImage: true, remix: true, edit: true, extend: true },
  referenceImage: {
    types: ['image/jpeg', 'image/png', 'image/webp'],
    maxBytes: LARGEST_REFERENCE_BYTES,
    mustMatchSize: true,
  },
  progress: 'percent',
  pricePerSecondUsd: { '*': 0 },
  retiredSince: null,
} satisfies Partial<ModelCapabilities>

/** What the demo provider offers; both models paint alike. */
export const DEMO_MODELS: readonly ModelCapabilities[] = [
  { ...COMMON, id: 'demo-1', label: 'Demo 1', aliases: ['sora-2'], defaultSize: '1280x720' },
  { ...COMMON, id: 'demo-1-pro', label: 'Demo 1 Pro', aliases: ['sora-2-pro'], defaultSize: '1920x1080' },
]

export function findModel(name: string): ModelCapabilities | null {
  return DEMO_MODELS.find((model) => model.id === name || model.aliases.includes(name)) ?? null
}
