import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meetsPromptSearch, readPromptSearch } from '../../../../electron/core/library/promptSearch.ts'
import { parseSearchQuery } from '../../../../shared/search/parseSearchQuery.ts'
import { T0 } from '../jobs/library.ts'
import { openLibrary } from './libraryUnderTest.ts'

/** Searches prompts in each way there is: the index from hit to hit, all its hits at once, and prompt by prompt. */
function libraryOf(prompts: readonly string[]) {
  const { add, db, library } = openLibrary({ fewRows: 0 })
  for (const prompt of prompts) add({ prompt })
  const prefix = db.prepare<[string], number>(
    'SELECT rowid - 1 FROM job_prompts WHERE job_prompts MATCH ? ORDER BY rowid',
  )
  const read = (text: string) => readPromptSearch(parseSearchQuery(text, { nowMs: T0, utcOffsetMinutes: 0 }).text)
  return {
    /** What the index itself says about the beginning of a word. */
    beginningInIndex: (text: string) => prefix.pluck().all(`"${text}"*`),
    async find(text: string) {
      const search = read(text)
      const { jobs } = await library.page({ q: text }, { limit: 200 })
      const ids = await library.select({ q: text, sort: { by: 'created', direction: 'asc' } })
      return {
        hits: jobs.map((job) => job.seq - 1).reverse(),
        index: ids.map((id) => Number(id.slice('job_'.length)) - 1),
        reading: prompts.flatMap((prompt, index) =>
          search === null || meetsPromptSearch(prompt, search) ? [index] : [],
        ),
      }
    },
  }
}
const everywhere = (found: number[]) => ({ hits: found, index: found, reading: found })

describe('a search text', () => {
  const { find } = libraryOf([
    'A red fox in the snow',
    'A fox, red as rust',
    'The foxglove blooms',
    'Café at night, naïve style',
    '東京 の夜',
    'A 🦊, an 🦊‍🦺 and a ❤️',
  ])

  it.each<[string, number[]]>([
    ['fox red', [0, 1]],
    ['red fox', [0, 1]],
    ['"red fox"', [0]],
    ['foxg', [2]],
    ['fox', [0, 1, 2]],
    ['"fox"', [0, 1]],
    ['fo', []],
    ['FOX SNOW', [0]],
    ['cafe naive', [3]],
    ['cafe\u0301', [3]],
    ['東京', [4]],
    ['京', [4]],
    ['"京 の"', [4]],
    ['夜 東', [4]],
    ['-夜 -fox', [2, 3, 5]],
    ['🦊', [5]],
    ['🦊 ❤', [5]],
    ['❤️', [5]],
    ['-🦊 -foxglove', [0, 1, 3, 4]],
    ['🦁', []],
    ['fox NOT red', []],
    ['red OR blooms', []],
    ['red -snow', [1]],
    ['-"red fox" fox', [1, 2]],
    ['-fox', [2, 3, 4, 5]],
    ['fox -foxg', [0, 1]],
    ['prompt:fox', []],
    ['fox*', [0, 1, 2]],
    ['"red fox', [0]],
    ['(fox)', [0, 1, 2]],
    ['in-the', [0]],
    ['!!! ???', [0, 1, 2, 3, 4, 5]],
    ['""', [0, 1, 2, 3, 4, 5]],
    ['NEAR(fox, 2)', []],
  ])('%s', async (text, expected) => {
    expect(await find(text)).toEqual(everywhere(expected))
  })

  it.each([
    '"',
    '""',
    '"""',
    '*',
    '^',
    ':',
    '-',
    '+',
    '(',
    ')',
    '{a b}',
    'a AND',
    'OR',
    'NOT a',
    'a"b',
    '\0',
    'a\0b',
    'fox\0',
    '💥',
    '👩‍👩‍👧',
    '\uD800',
    'a\uDC00b',
    "';--",
    'a^2',
    'rank:1',
    '\\',
    'fox"*',
    '\u0301',
    'ﬁ',
    'ǆ',
    '½',
    'x²',
  ])('never trips the index: %j', async (text) => {
    const found = await find(text)
    expect(found).toEqual(everywhere(found.reading))
  })

  it('never trips the index, whatever is typed', async () => {
    const nasty = fc.constantFrom(
      ...['"', '*', '^', ':', '(', ')', '{', '}', '-', '+', ' ', '\0', '\n', 'NEAR', ' AND ', ' OR ', ' NOT '],
      ...['💥', 'é', 'fox', '𝔣', '\uD800', '\u0301'],
    )
    const text = fc.oneof(
      fc.array(nasty, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        const found = await find(typed)
        expect(found).toEqual(everywhere(found.reading))
      }),
      { numRuns: 200 },
    )
  })

  it('takes as many words as a search box can hold', async () => {
    const typed = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(97 + (index % 26))).join(' ')
    expect(await find(typed)).toEqual(everywhere([]))
  })
})

describe('a prompt', () => {
  it.each([
    'ein großer Bär im Gebüsch',
    'Der Fluß am ABEND',
    'ΟΔΥΣΣΕΥΣ στην Ιθάκη, ο ήρωας',
    'İstanbul ışıkları',
    'Một con mèo trên mái nhà',
    'лиса в снегу, ёжик',
    'हिन्दी में एक वाक्य',
    'แมวบนหลังคา',
    'مُحَمَّد في المدينة',
    'שָׁלוֹם עולם',
    '고양이가 지붕 위에',
    '東京の夜、雨',
    'ﬁnal ﬂight ①②③',
    'x² + y³ = ½',
    'don’t stop—believing',
    'snake_case and kebab-case',
    '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 maths',
  ])('is found by its own text, by each of its words, and as a phrase: %s', async (prompt) => {
    const { find } = libraryOf([prompt, 'something else 123'])
    const words = prompt.split(/[\s,]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
    for (const text of [prompt, `"${prompt}"`, ...words]) expect(await find(text), text).toEqual(everywhere([0]))
  })

  it('is found by the beginning of a word exactly as the index would find it', async () => {
    const word = fc.array(fc.constantFrom(...'abcåéçñ1øſK\u0301\u0338_-'), { minLength: 1, maxLength: 6 })
    const prompt = fc
      .array(word, { minLength: 1, maxLength: 4 })
      .map((words) => words.map((part) => part.join('')).join(' '))
    const typed = fc.stringMatching(/^[abc1]{3}$/)
    await fc.assert(
      fc.asyncProperty(fc.array(prompt, { minLength: 1, maxLength: 8 }), typed, async (prompts, text) => {
        const library = libraryOf([...prompts, `${text}x`, `x${text}`])
        expect(await library.find(text)).toEqual(everywhere(library.beginningInIndex(text)))
      }),
      { numRuns: 100 },
    )
  })

  it('is found in whichever way the library looks', async () => {
    const character = fc.constantFrom(...'aábßcçdeéfgiıİκςσхё하तिแ①2_-. \u0301\u0e31夜🦊❤')
    const text = fc.array(character, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), text, async (prompts, typed) => {
        const found = await libraryOf(prompts).find(typed)
        expect(found).toEqual(everywhere(found.reading))
      }),
      { numRuns: 100 },
    )
  })
})
