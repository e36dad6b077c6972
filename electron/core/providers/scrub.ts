const MAX_MESSAGE_LENGTH = 300

/**
 * Makes text from the outside fit to be stored and shown: no keys, no bearer tokens, no signed URLs,
 * one line, at most 300 characters. Secrets go before the cut, so that no half of one survives it.
 */
export const scrubMessage = (text: string, secrets: readonly (string | null)[] = []): string => {
  const withoutKeys = secrets.reduce<string>((scrubbed, secret) => replaceSecret(scrubbed, secret), text)
  return shorten(foldWhitespace(replacePatterns(withoutKeys)), MAX_MESSAGE_LENGTH)
}

/** Shorter "secrets" are words such as `demo` or `none`; removing them would only garble messages. */
const MIN_SECRET_LENGTH = 6

const replaceSecret = (text: string, secret: string | null): string => {
  if (secret === null || secret.length < MIN_SECRET_LENGTH) return text
  return text.replaceAll(secret, '[key]').replaceAll(encodeURIComponent(secret), '[key]')
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
