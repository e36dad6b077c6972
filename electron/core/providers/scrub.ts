const MAX_MESSAGE_LENGTH = 300

/**
 * Makes text from the outside fit to be stored and shown: no keys, no bearer tokens, no signed URLs,
 * one line, at most 300 characters. Secrets go before the cut, so that no half of one survives it.
 */
export const scrubMessage = (text: string, secrets: readonly (string | null)[] = []): string => {
  return shorten(foldWhitespace(removeSecrets(text, secrets)), MAX_MESSAGE_LENGTH)
}

/** Takes out these secrets, and what looks like one; everything else, also the length of the text, stays. */
export const removeSecrets = (text: string, secrets: readonly (string | null)[]): string =>
  replacePatterns(secrets.reduce<string>((scrubbed, secret) => replaceSecret(scrubbed, secret), text))

/** Shorter ones also occur inside ordinary words: of these only whole words are removed, or messages would be garbled. */
const SHORTEST_ANYWHERE = 6

const replaceSecret = (text: string, secret: string | null): string => {
  if (secret === null || secret === '') return text
  return [...formsOf(secret)].reduce(
    (scrubbed, form) =>
      form.length < SHORTEST_ANYWHERE
        ? scrubbed.replaceAll(wholeWord(form), '[key]')
        : scrubbed.replaceAll(form, '[key]'),
    text,
  )
}

/** As it is, as a URL writes it, and as JSON does. */
const formsOf = (secret: string): ReadonlySet<string> =>
  new Set([secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)])

const wholeWord = (word: string): RegExp => {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu')
}

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // User names and passwords in a URL, then everything a signed URL carries after its path.
  [/(\bhttps?:\/\/)[^\s/@"'<>]+@/gi, '$1'],
  [/(\bhttps?:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, '$1'],
  [/\b(bearer|basic)\s+[\w.~+/=*-]{4,}/gi, '$1 [key]'],
  [/\b(?:sk|pk|rk|xai|gsk|key|whsec)[-_][\w*.-]{6,}/gi, '[key]'],
  [/\beyJ[\w-]{8,}\.[\w.-]+/g, '[key]'],
]

const replacePatterns = (text: string): string =>
  PATTERNS.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text)

/** Control characters would let a provider write escape codes into a log. */
// oxlint-disable-next-line no-control-regex
const foldWhitespace = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()

const shorten = (text: string, maxLength: number): string => {
  const characters = Array.from(text)
  return characters.length <= maxLength ? text : `${characters.slice(0, maxLength - 1).join('')}…`
}
