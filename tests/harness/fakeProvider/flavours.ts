import type { Flavour, FlavourName } from './flavour.ts'
import { sora } from './flavour.ts'
import { litellm, llmgateway, newApi, sglang, vllmOmni } from './looseFlavours.ts'
import { openrouter, xai } from './otherDialects.ts'

export const flavours: Record<FlavourName, Flavour> = {
  sora,
  litellm,
  'vllm-omni': vllmOmni,
  sglang,
  llmgateway,
  'new-api': newApi,
  openrouter,
  xai,
}
