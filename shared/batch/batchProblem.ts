/** A place in a text, as a person counts it: lines and columns (in code points) start at 1. */
export interface TextPosition {
  /** `source`: the whole pasted or opened text. `prompt`: the one prompt that a row holds. */
  within: 'source' | 'prompt'
  /** In UTF-16 units, as editors select by. */
  offset: number
  line: number
  column: number
}

/**
 * What to say, in English, by code. The placeholders are i18next's, so that a screen can say the same in another
 * language with a problem's `values`.
 */
export const BATCH_PROBLEM_MESSAGES = {
  unclosed_brace: 'This { is never closed. Add a }, or write \\{ for the brace itself.',
  stray_brace: 'This } closes nothing. Write \\} for the brace itself.',
  empty_braces: 'There is nothing between these braces. Write alternatives, as in {red|blue}.',
  one_alternative:
    'These braces hold one alternative only. Separate alternatives with |, as in {red|blue}, or write \\{ and \\} for the braces themselves.',
  nested_too_deep: 'Braces are nested more than {{limit}} deep here. Use a variable for the inner part.',
  unknown_variable:
    'There is no variable “{{name}}”. Give it values, or write \\{ and \\} if you mean the braces themselves.',
  empty_variable: 'The variable “{{name}}” has no values yet. Add at least one.',
  variable_sometimes_used:
    'The variable “{{name}}” is used in some of the alternatives only, so the others would be made again for each of its values. Use it in all of them, or write its values there as alternatives.',
  unknown_list: 'There is no list “{{name}}”. Make one, or choose one that you keep.',
  empty_list: 'The list “{{name}}” is empty. Add an entry, or choose another list.',
  zip_lengths:
    'To step side by side, everything needs the same number of values: {{lengths}}. Even them out, or make every combination.',
  sample_size: 'Choose how many of the combinations to make: a whole number from 1 up.',
  over_ceiling: 'This would make {{total}} takes; at most {{ceiling}} can be queued at once. Use fewer values or rows.',
  uncountable: 'This would make more takes than can be counted; at most {{ceiling}} can be queued at once.',
  no_prompt: 'There is no prompt for this row. Fill it in, or write one that all rows share.',
  blank_prompt: 'One of the combinations leaves the prompt empty. Put some words outside the braces.',
  bad_value: '“{{value}}” is no {{field}}: {{expected}}.',
  unclosed_quote: 'A quotation mark that opens here is never closed. Add one where the text ends.',
  text_after_quote: 'There is text behind a closing quotation mark. Inside quotes, write "" for a quotation mark.',
  ragged_row:
    'This row has {{cells}} cells where {{expected}} are expected. Put quotation marks around text that contains {{delimiter}}.',
  mapped_twice: 'Two columns are both used as {{field}}. Choose one of them.',
  not_json: 'This line is not JSON. Write one object a line, as in {"prompt": "a fox"}.',
  not_an_object: 'This line is JSON, but not an object. Write one object a line, as in {"prompt": "a fox"}.',
  not_a_plain_value: '“{{name}}” must be text, a number, true or false.',
} as const
export type BatchProblemCode = keyof typeof BATCH_PROBLEM_MESSAGES

/** Something a person must mend; the text itself is never changed. A row with a problem makes no job, others do. */
export interface BatchProblem {
  code: BatchProblemCode
  /** In English; see `BATCH_PROBLEM_MESSAGES`. */
  message: string
  values: Readonly<Record<string, string | number>>
  /** The line of the source at which the row begins; null where it concerns the batch or a single prompt. */
  line: number | null
  /** The column or field concerned. */
  field: string | null
  position: TextPosition | null
}

export function createProblem(
  code: BatchProblemCode,
  values: BatchProblem['values'] = {},
  where: Partial<Pick<BatchProblem, 'line' | 'field' | 'position'>> = {},
): BatchProblem {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shorten(value)]))
  const template: string = BATCH_PROBLEM_MESSAGES[code]
  const message = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(shown[name] ?? ''))
  return { code, message, values: shown, line: null, field: null, position: null, ...where }
}

function shorten(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= LONGEST_SHOWN) return value
  // Cut between code points, never within one.
  return `${[...value.slice(0, LONGEST_SHOWN)].slice(0, -1).join('')}…`
}

/** Long enough for the lengths of a dozen variables, short enough for a message. */
const LONGEST_SHOWN = 200

/** Where an offset lies. Linear in it: to be called for a few problems of a text, not for each of its rows. */
export function positionAt(text: string, offset: number, within: TextPosition['within']): TextPosition {
  let line = 1
  let lineStart = 0
  for (const found of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line += 1
    lineStart = found.index + found[0].length
  }
  return { within, offset, line, column: [...text.slice(lineStart, offset)].length + 1 }
}
