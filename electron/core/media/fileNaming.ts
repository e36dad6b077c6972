import { createHash } from 'node:crypto'
import { isDeviceName } from '../security/deviceName.ts'

export const DEFAULT_FILE_NAME_TEMPLATE = '{date} {prompt} {id}'

const FIELDS = ['date', 'time', 'prompt', 'model', 'seconds', 'size', 'id', 'account'] as const
type Field = (typeof FIELDS)[number]

export interface NamingFacts {
  /** Unix milliseconds of what the name's date and time mean. */
  at: number
  /** Minutes east of UTC where the person is; see `utcOffsetMinutesAt`. */
  utcOffsetMinutes: number
  prompt: string
  model: string
  seconds: number | null
  size: string | null
  id: string
  account: string
}

/**
 * File systems stop at 255 bytes a name. The rest is room for ` (2)`, `.mp4` and `.part.json`, and for
 * Windows' 260 characters a path.
 */
const LONGEST_STEM_BYTES = 160
const LONGEST_PROMPT_BYTES = 80
const LONGEST_FIELD_BYTES = 32
const LONGEST_TEMPLATE_CHARACTERS = 120

/** Null when the template can be used, otherwise a sentence that names the problem. */
export function findTemplateProblem(template: string): string | null {
  if (template.trim() === '') return 'The template is empty.'
  if (template.length > LONGEST_TEMPLATE_CHARACTERS) {
    return `The template is longer than ${LONGEST_TEMPLATE_CHARACTERS} characters.`
  }
  for (const [, name = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!isField(name))
      return `There is no field {${name}}. Fields are: ${FIELDS.map((field) => `{${field}}`).join(', ')}.`
  }
  const literal = template.replaceAll(/\{[^{}]*\}/g, '')
  if (/[{}]/.test(literal)) return 'A curly bracket is not closed or not opened.'
  const forbidden = /[<>:"/\\|?*\p{Cc}]/u.exec(literal)
  if (forbidden !== null) return `The character ${JSON.stringify(forbidden[0])} cannot be part of a file name.`
  if (!template.includes('{id}')) return 'Add {id}: without it two takes could get the same name.'
  return null
}

/**
 * A file name that Windows, macOS and Linux all accept. The id is in it whatever the template says, so two
 * takes never get the same name (in any case folding).
 */
export function takeFileName(template: string, facts: NamingFacts, extension = 'mp4'): string {
  const withId = template.includes('{id}') ? template : `${template} {id}`
  const render = (promptBytes: number): string => {
    const values = fieldValues(facts, promptBytes)
    return safeName(withId.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => (isField(name) ? values[name] : whole)))
  }
  const longest = render(LONGEST_PROMPT_BYTES)
  const excess = byteLength(longest) - LONGEST_STEM_BYTES
  const stem = excess <= 0 ? longest : render(Math.max(0, LONGEST_PROMPT_BYTES - excess))
  return `${byteLength(stem) <= LONGEST_STEM_BYTES ? stem : cutKeepingId(stem, shortId(facts.id))}.${extension}`
}

/** Eight letters and digits, the same for the same id; safe where upper and lower case are one. */
export function shortId(id: string): string {
  const digest = createHash('sha256').update(id).digest()
  return Array.from(digest.subarray(0, 8), (byte) => SHORT_ID_LETTERS[byte & 31]).join('')
}
/** Without i, l, o and u, which are misread or spell words. */
const SHORT_ID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** The local time zone's distance from UTC at that moment. */
export const utcOffsetMinutesAt = (at: number): number => -new Date(at).getTimezoneOffset()

function fieldValues(facts: NamingFacts, promptBytes: number): Record<Field, string> {
  const local = new Date(facts.at + facts.utcOffsetMinutes * 60_000).toISOString()
  return {
    date: local.slice(0, 10),
    time: local.slice(11, 19).replaceAll(':', '-'),
    prompt: cutAtWord(clean(facts.prompt), promptBytes),
    model: cutBytes(clean(facts.model), LONGEST_FIELD_BYTES),
    seconds: facts.seconds === null ? '' : `${facts.seconds}s`,
    size: cutBytes(clean(facts.size ?? ''), LONGEST_FIELD_BYTES),
    id: shortId(facts.id),
    account: cutBytes(clean(facts.account), LONGEST_FIELD_BYTES),
  }
}

/**
 * One line of visible text without what file systems forbid. Emoji and their joiners stay; direction
 * controls go, because they can make `gpj.exe` look like an image.
 */
function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\u{FFFD}]/gu, ' ')
    .replaceAll(/(?![\p{Join_Control}\u{E0020}-\u{E007F}])[\p{Cf}\p{Noncharacter_Code_Point}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

function safeName(text: string): string {
  const name = clean(text)
    .replaceAll(/^[.\s~-]+|[.\s]+$/gu, '')
    .trim()
  return isDeviceName(name) ? `_${name}` : name
}

function cutKeepingId(stem: string, id: string): string {
  const rest = stem.replace(id, ' ')
  return safeName(`${cutBytes(clean(rest), LONGEST_STEM_BYTES - byteLength(id) - 2)} ${id}`)
}

function cutAtWord(text: string, maxBytes: number): string {
  const cut = cutBytes(text, maxBytes)
  if (cut.length === text.length || text[cut.length] === ' ') return cut.trimEnd()
  const lastSpace = cut.lastIndexOf(' ')
  return (lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cuts between whole characters as people see them, so that no emoji or accent is torn. */
function cutBytes(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text
  let bytes = 0
  let end = 0
  for (const { segment, index } of graphemes.segment(text.slice(0, maxBytes))) {
    bytes += byteLength(segment)
    if (bytes > maxBytes) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

const byteLength = (text: string): number => Buffer.byteLength(text)
const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name)
