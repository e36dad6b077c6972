import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesPrompt, wordsOf } from '../../../../electron/core/library/promptWords.ts'
import { readPromptSearch, toFullTextQuery } from '../../../../electron/core/library/promptSearch.ts'
import { parseSearchQuery } from '../../../../shared/search/parseSearchQuery.ts'

/** The index itself says which words it sees. */
const db = new Database(':memory:')
db.exec(`
  CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
  CREATE VIRTUAL TABLE terms USING fts5vocab (texts, row);
`)
const clear = db.prepare('DELETE FROM texts')
const insert = db.prepare('INSERT INTO texts (rowid, text) VALUES (1, ?)')
const terms = db.prepare<[], string>('SELECT term FROM terms').pluck()
const matches = db.prepare<[string], number>('SELECT count(*) FROM texts WHERE texts MATCH ?').pluck()

function indexText(text: string): void {
  clear.run()
  insert.run(text)
}

const alphabets = [
  'abcxyzABCXYZ019',
  'éèüßñçÅØœÆłđĀőŠžứ',
  'e\u0301a\u0308o\u0328',
  'αβγΣσςΆέΐ',
  'абвЁёйЙЖ',
  'अआकिखी',
  '東京夜のカガ한국',
  '🦊🤖💥❤',
  'אבגשׁ',
  ' .,-_\'"!?()*:/\t\n',
]
const textArbitrary = fc
  .array(
    fc.constantFrom(...alphabets).chain((letters) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 6 })),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

describe('the words of a prompt', () => {
  it('are the words that the full-text index sees', () => {
    fc.assert(
      fc.property(textArbitrary, (text) => {
        indexText(text)
        expect([...new Set(wordsOf(text))].toSorted()).toEqual(terms.all().toSorted())
      }),
      { numRuns: 2000 },
    )
  })

  it('end at the same characters, whatever was added to Unicode since', () => {
    const seen = (character: string): boolean => {
      indexText(`a${character}b`)
      return terms.all().length === 1
    }
    // Letters, digits and what is not assigned are too many to go through, and ranges of their own.
    const others = Array.from({ length: 0x1fc00 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((character) => /[\p{M}\p{P}\p{S}\p{Z}\p{C}]/u.test(character) && !/\p{Cn}|\p{Co}/u.test(character))
    expect(others.length).toBeGreaterThan(10_000)
    const differing = others.filter((character) => seen(character) !== (wordsOf(`a${character}b`).length === 1))
    expect(differing.map((character) => character.codePointAt(0)?.toString(16))).toEqual([])
    for (const character of '\u19b0\u1cf3\u{1fffd}\u{378}')
      expect(wordsOf(`a${character}b`).length === 1).toBe(seen(character))
  })

  it('match a search exactly when the index says so', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', ' ', '-', '"'), maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (prompt, typed) => {
        const search = readPromptSearch(parseSearchQuery(typed, { nowMs: 0, utcOffsetMinutes: 0 }).text)
        const words = search?.words ?? []
        fc.pre(words.length > 0)
        indexText(prompt)
        expect(matchesPrompt(prompt, words)).toBe(matches.get(toFullTextQuery({ words, notWords: [] })) === 1)
      }),
      { numRuns: 2000 },
    )
  })
})
