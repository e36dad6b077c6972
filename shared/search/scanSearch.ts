import { isFieldName, type FieldName } from './searchWords.ts'

/** One value after a colon. */
export interface ScannedValue {
  text: string
  start: number
  end: number
}

/** A stretch of the search box that belongs together. Offsets are UTF-16 units; `start` is at the minus, if there is one. */
export type SearchToken = { start: number; end: number; isNegated: boolean } & (
  { kind: 'word' | 'phrase'; text: string } | { kind: 'field'; name: FieldName; values: ScannedValue[] }
)

// Marks of writing direction come along with pasted text, cannot be seen, and are part of no word.
const GAP = String.raw`\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff`
const QUOTE = '"“”„'
const GAPS = new RegExp(`[${GAP}]+`, 'uy')
const PHRASE = new RegExp(`[${QUOTE}]([^${QUOTE}]*)[${QUOTE}]?`, 'uy')
const BARE = new RegExp(`[^${GAP}${QUOTE}]+`, 'uy')
const BARE_VALUE = new RegExp(`[^${GAP}${QUOTE},]*`, 'uy')
const MINUS = /-+/y

/** Cuts the text into tokens, from left to right, each character looked at a fixed number of times. Never throws. */
export function scanSearch(text: string): SearchToken[] {
  const tokens: SearchToken[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const takeValue = (): ScannedValue => {
    const start = at
    const quoted = take(PHRASE)
    const value = quoted === null ? (take(BARE_VALUE)?.[0] ?? '') : tidy(quoted[1] ?? '')
    return { text: value, start, end: at }
  }
  const takeValues = (): ScannedValue[] => {
    const values = [takeValue()]
    while (text[at] === ',') {
      at += 1
      values.push(takeValue())
    }
    return values
  }

  while (at < text.length) {
    if (take(GAPS) !== null) continue
    const start = at
    const isNegated = take(MINUS) !== null
    const name = nameAt(text, at)
    if (name !== null) {
      at += name.length + 1
      tokens.push({ kind: 'field', name, start, isNegated, values: takeValues(), end: at })
      continue
    }
    const quoted = take(PHRASE)
    const kind = quoted === null ? 'word' : 'phrase'
    const found = quoted === null ? (take(BARE)?.[0] ?? '') : tidy(quoted[1] ?? '')
    if (found !== '') tokens.push({ kind, text: found, start, isNegated, end: at })
  }
  return tokens
}

function nameAt(text: string, at: number): FieldName | null {
  // Longer runs of letters are no field; not looking at them keeps this linear.
  const name =
    text
      .slice(at, at + LONGEST_FIELD + 1)
      .split(':', 1)[0]
      ?.toLowerCase() ?? ''
  return text[at + name.length] === ':' && isFieldName(name) ? name : null
}
const LONGEST_FIELD = 10

const GAPS_ANYWHERE = new RegExp(`[${GAP}]+`, 'gu')
const QUOTES_ANYWHERE = new RegExp(`[${QUOTE}]+`, 'gu')
const tidy = (text: string): string => text.replaceAll(GAPS_ANYWHERE, ' ').trim()

/** Without what would end a term or a value; empty when nothing is left. */
const clean = (text: string): string => tidy(text.replaceAll(QUOTES_ANYWHERE, ' '))

/** Writes a term so that it is read as just that: in quotation marks where it would be read otherwise. */
export function writeTerm(text: string, isPhrase: boolean): string {
  const written = clean(text)
  const isMisread = written.includes(' ') || written.startsWith('-') || nameAt(written, 0) !== null
  return written !== '' && (isPhrase || isMisread) ? `"${written}"` : written
}

/** The same for a value behind a colon, where commas separate. */
export function writeValue(text: string): string {
  const written = clean(text)
  return /[ ,]/.test(written) ? `"${written}"` : written
}
