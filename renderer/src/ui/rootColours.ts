import type { MirrorStorage } from '../stores/preferencesStore.ts'

const KEY = 'dailies.colours'

/** Puts colours in the place of those of `tokens.css`, by their custom properties. */
const put = (properties: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(properties))
    if (name.startsWith('--color-') && typeof value === 'string')
      document.documentElement.style.setProperty(name, value)
}

/** The colours of the last time, for the first paint. */
export const recallColours = (mirror: MirrorStorage): void => {
  try {
    put((JSON.parse(mirror.getItem(KEY) ?? '{}') ?? {}) as Record<string, unknown>)
  } catch {
    // Then the page begins in its own colours.
  }
}

/** Puts these colours into force, instead of the `before` ones, and notes them down. Empty for the page's own. */
export const setColours = (
  properties: Readonly<Record<string, string>>,
  before: readonly string[],
  mirror: MirrorStorage,
): void => {
  for (const name of before) if (!(name in properties)) document.documentElement.style.removeProperty(name)
  put(properties)
  try {
    mirror.setItem(KEY, JSON.stringify(properties))
  } catch {
    // A full or forbidden mirror costs a flash of other colours at the next start.
  }
}
