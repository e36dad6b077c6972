import type { TFunction } from 'i18next'
import type { ModelCapabilities } from '../../../../../shared/models/capabilities.ts'
import { formatNumber, formatSeconds, formatSize, formatUsd } from '../../../i18n/format.ts'

type SettingsText = TFunction<'settings'>

const MOST_SIZES = 4

/** "4, 8, 12 sec", "1 to 15 sec". */
export const writeLengths = ({ seconds }: Pick<ModelCapabilities, 'seconds'>, t: SettingsText): string => {
  if (seconds === null) return t('accounts.models.anyLength')
  if ('min' in seconds)
    return t('accounts.models.range', { min: formatNumber(seconds.min, 2), max: formatSeconds(seconds.max) })
  const last = seconds.values.at(-1)
  const others = seconds.values.slice(0, -1).map((value) => formatNumber(value, 2))
  return [...others, ...(last === undefined ? [] : [formatSeconds(last)])].join(', ')
}

/** The first few sizes; the rest are counted. */
export const writeSizes = ({ sizes }: Pick<ModelCapabilities, 'sizes'>, t: SettingsText): string => {
  if (sizes === null) return t('accounts.models.anySize')
  const shown = sizes.length <= MOST_SIZES ? sizes : sizes.slice(0, MOST_SIZES - 1)
  const left = sizes.length - shown.length
  return [...shown.map(unbroken), ...(left > 0 ? [t('accounts.models.more', { count: left })] : [])].join(', ')
}

/** A size stays in one piece where lines break. */
const unbroken = (size: string): string => formatSize(size).replaceAll(' ', '\u00a0')

const MODES = ['text', 'referenceImage', 'remix', 'edit', 'extend'] as const

export const writeModes = ({ modes }: Pick<ModelCapabilities, 'modes'>, t: SettingsText): string =>
  MODES.filter((mode) => modes[mode])
    .map((mode) => t(`accounts.models.mode.${mode}`))
    .join(', ')

/** Never guessed: without a price list it is not known. */
export const writePrice = (
  { pricePerSecondUsd }: Pick<ModelCapabilities, 'pricePerSecondUsd'>,
  t: SettingsText,
): string => {
  const prices = Object.values(pricePerSecondUsd ?? {})
  if (prices.length === 0) return t('accounts.models.unknownPrice')
  if (prices.every((price) => price === 0)) return t('accounts.models.free')
  const min = formatUsd(Math.min(...prices))
  const max = formatUsd(Math.max(...prices))
  return min === max
    ? t('accounts.models.perSecond', { price: min })
    : t('accounts.models.perSecondRange', { min, max })
}
