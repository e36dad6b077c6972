import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJobRepository } from '../../../../electron/core/jobs/jobRepository.ts'
import { createLibraryRepository } from '../../../../electron/core/jobs/libraryRepository.ts'
import { addAccount, newJob, openMemoryLibrary } from './library.ts'

/** Searches a library in each way there is: any status, a rare status, a frequent status. */
function libraryOf(prompts: readonly string[]) {
  const db = openMemoryLibrary()
  addAccount(db, 'account_1')
  const jobs = createJobRepository(db)
  for (const [index, prompt] of prompts.entries()) jobs.insert(newJob({ id: `job_${index}`, prompt }))
  const rare = createLibraryRepository(db, () => 1)
  const frequent = createLibraryRepository(db, () => 1_000_000)
  const list = (library: typeof rare, statuses: readonly 'queued'[], text: string): number[] =>
    library
      .list({ statuses, text, before: null, limit: 100 })
      .map((job) => job.seq - 1)
      .reverse()
  const prefix = db.prepare<[string], number>(
    'SELECT rowid - 1 FROM job_prompts WHERE job_prompts MATCH ? ORDER BY rowid',
  )
  return {
    /** What the index itself says about the beginning of a word. */
    beginningInIndex: (text: string) => prefix.pluck().all(`"${text}"*`),
    find: (text: string) => ({
      any: list(rare, [], text),
      rare: list(rare, ['queued'], text),
      frequent: list(frequent, ['queued'], text),
    }),
  }
}
const everywhere = (found: number[]) => ({ any: found, rare: found, frequent: found })

describe('a search text', () => {
  const { find } = libraryOf([
    'A red fox in the snow',
    'A fox, red as rust',
    'The foxglove blooms',
    'Café at night, naïve style',
    '東京 の夜',
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
    ['fox NOT red', []],
    ['red OR blooms', []],
    ['red -snow', [0]],
    ['prompt:fox', []],
    ['fox*', [0, 1, 2]],
    ['"red fox', [0, 1]],
    ['(fox)', [0, 1, 2]],
    ['in-the', [0]],
    ['!!! ???', []],
    ['""', []],
    ['NEAR(fox, 2)', []],
  ])('%s', (text, expected) => {
    expect(find(text)).toEqual(everywhere(expected))
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
  ])('never trips the index: %j', (text) => {
    expect(() => find(text)).not.toThrow()
  })

  it('never trips the index, whatever is typed', () => {
    const nasty = fc.constantFrom(
      ...['"', '*', '^', ':', '(', ')', '{', '}', '-', '+', ' ', '\0', '\n', 'NEAR', ' AND ', ' OR ', ' NOT '],
      ...['💥', 'é', 'fox', '𝔣', '\uD800', '\u0301'],
    )
    const text = fc.oneof(
      fc.array(nasty, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    fc.assert(
      fc.property(text, (typed) => {
        expect(() => find(typed)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  it('takes as many words as a search box can hold', () => {
    const typed = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(97 + (index % 26))).join(' ')
    expect(find(typed)).toEqual(everywhere([]))
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
  ])('is found by its own text, by each of its words, and as a phrase: %s', (prompt) => {
    const { find } = libraryOf([prompt, 'something else 123'])
    const words = prompt.split(/[\s,]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
    for (const text of [prompt, `"${prompt}"`, ...words]) expect(find(text), text).toEqual(everywhere([0]))
  })

  it('is found by the beginning of a word exactly as the index would find it', () => {
    const word = fc.array(fc.constantFrom(...'abcåéçñ1øſK\u0301\u0338_-'), { minLength: 1, maxLength: 6 })
    const prompt = fc
      .array(word, { minLength: 1, maxLength: 4 })
      .map((words) => words.map((part) => part.join('')).join(' '))
    const typed = fc.stringMatching(/^[abc1]{3}$/)
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 1, maxLength: 8 }), typed, (prompts, text) => {
        const library = libraryOf([...prompts, `${text}x`, `x${text}`])
        expect(library.find(text)).toEqual(everywhere(library.beginningInIndex(text)))
      }),
      { numRuns: 100 },
    )
  })

  it('is found in whichever way the library looks', () => {
    const character = fc.constantFrom(...'aábßcçdeéfgiıİκςσхё하तिแ①2_-. \u0301\u0e31')
    const text = fc.array(character, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (prompts, typed) => {
        const found = libraryOf(prompts).find(typed)
        expect(found.rare).toEqual(found.any)
        expect(found.frequent).toEqual(found.any)
      }),
      { numRuns: 150 },
    )
  })
})
