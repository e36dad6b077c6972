/*
 * Release notes come from the network as HTML (GitHub's feed), Markdown or plain text. They are shown as text and never
 * as HTML, so nothing in them can do anything; this only makes them readable.
 */

const LONGEST_NOTES = 4000
/** Far more than any release has to say; the rest is not even looked at. */
const LONGEST_HTML = 200_000

/** @param notes electron-updater's `releaseNotes`: a text, or one for each version, newest first */
export const plainNotes = (notes: unknown): string => {
  if (typeof notes === 'string') return shorten(plainText(notes.slice(0, LONGEST_HTML)))
  if (!Array.isArray(notes)) return ''
  const parts = notes.slice(0, MOST_VERSIONS).map((item: unknown) => {
    const { version, note } = (item ?? {}) as { version?: unknown; note?: unknown }
    const text = typeof note === 'string' ? plainText(note.slice(0, LONGEST_HTML)) : ''
    return text === '' ? '' : `${typeof version === 'string' ? `${version}\n` : ''}${text}`
  })
  return shorten(parts.filter((part) => part !== '').join('\n\n'))
}

const MOST_VERSIONS = 20

const plainText = (html: string): string => {
  const isHtml = /<\/?[a-z][^<>]*>/i.test(html)
  const text = isHtml ? withoutTags(html) : html
  return tidy(text)
}

/** Entities last: what they spell is text, also where it looks like a tag. */
const withoutTags = (html: string): string =>
  readEntities(
    html
      .replaceAll(/<!--[^]*?(-->|$)/g, '')
      .replaceAll(/<(script|style|template|svg|iframe)\b[^]*?(<\/\1\s*>|$)/gi, '')
      // White space between tags is the page's own and not the text's.
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/<li\b[^<>]*>/gi, '\n• ')
      .replaceAll(/<(br|hr|tr)\b[^<>]*>/gi, '\n')
      .replaceAll(/<\/?(p|div|h[1-6]|pre|blockquote|table)\b[^<>]*>/gi, '\n\n')
      .replaceAll(/<\/(ul|ol)\b[^<>]*>/gi, '\n')
      .replaceAll(/<\/?[a-z!][^<>]*>?/gi, ''),
  )

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

const readEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(code)
  })

/** Also takes out what writes backwards or invisibly: it could make a text say something else than it holds. */
const tidy = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\n\n(?=• )/g, '\n')
    .trim()

const shorten = (text: string): string => {
  const characters = Array.from(text)
  return characters.length <= LONGEST_NOTES
    ? text
    : `${characters
        .slice(0, LONGEST_NOTES - 1)
        .join('')
        .trimEnd()}…`
}
