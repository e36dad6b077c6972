import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'

/** US dollars for `count` videos by the model's price list; null where any part of it is unknown. */
export const priceUsd = (
  model: Pick<ModelCapabilities, 'pricePerSecondUsd'> | undefined,
  request: { seconds: number | null; size: string | null; count: number },
): number | null => {
  const prices = model?.pricePerSecondUsd
  if (prices === null || prices === undefined || request.seconds === null) return null
  const perSecond = (request.size === null ? undefined : prices[request.size]) ?? prices['*']
  return perSecond === undefined ? null : perSecond * request.seconds * request.count
}
