import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch } from '../../../../electron/core/jobs/fullTextQuery.ts'
import { matchesPrompt, wordsOf } from '../../../../electron/core/jobs/promptWords.ts'

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

  it('match a search exactly when the index says so', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', ' ', '-', '"'), maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (prompt, typed) => {
        const phrases = parseSearch(typed)
        fc.pre(phrases.length > 0)
        indexText(prompt)
        const query = phrases.map(({ text, isBeginning }) => `"${text}"${isBeginning ? '*' : ''}`).join(' AND ')
        expect(matchesPrompt(prompt, phrases)).toBe(matches.get(query) === 1)
      }),
      { numRuns: 2000 },
    )
  })
})
