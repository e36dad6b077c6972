/**
 * The keys that this process has held. One list for the whole process on purpose: whatever is written down anywhere, by
 * whomever, must not hold one of them.
 */
const known = new Map<string, readonly string[]>()

/** Shorter texts also occur inside ordinary words; no provider gives such keys. */
const SHORTEST = 6

/** From now on this key is hidden in everything that is logged. */
export const noteSecret = (secret: string): void => {
  if (secret.length >= SHORTEST && !known.has(secret)) known.set(secret, formsOf(secret))
}

/** All that were noted, for whoever has to look for them in other ways. */
export const listKnownSecrets = (): readonly string[] => [...known.keys()]

/** The text without any key that was noted, however it is written in there. */
export const hideKnownSecrets = (text: string, replacement: string): string => {
  let hidden = text
  for (const forms of known.values()) for (const form of forms) hidden = hidden.replaceAll(form, replacement)
  return hidden
}

/** As it is, as a URL writes it, and as JSON does. */
const formsOf = (secret: string): readonly string[] => [
  ...new Set([secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)]),
]
