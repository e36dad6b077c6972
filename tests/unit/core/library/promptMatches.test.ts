import { describe, expect, it } from 'vitest'
import { createJobRepository } from '../../../../electron/core/jobs/jobRepository.ts'
import { createLibraryCatalog } from '../../../../electron/core/library/libraryCatalog.ts'
import { createLibraryRowRepository } from '../../../../electron/core/library/libraryRowRepository.ts'
import { createPromptMatches } from '../../../../electron/core/library/promptMatches.ts'
import { toFullTextQuery, type PromptSearch } from '../../../../electron/core/library/promptSearch.ts'
import { createPromptSearchRepository } from '../../../../electron/core/library/promptSearchRepository.ts'
import { createTurns } from '../../../../electron/core/library/turns.ts'
import { addAccount, newJob, openMemoryLibrary } from '../jobs/library.ts'
import { restlessClock } from './libraryUnderTest.ts'

const searchFor = (word: string): PromptSearch => ({
  words: [{ text: word, words: [word], isBeginning: false }],
  notWords: [],
  pieces: [],
  notPieces: [],
})

async function open(prompts: readonly string[]) {
  const db = openMemoryLibrary()
  addAccount(db, 'account_1')
  const jobs = createJobRepository(db)
  const add = (prompt: string): number => jobs.insert(newJob({ id: `job_${Math.random()}`, prompt }))
  prompts.forEach(add)
  const startTurns = createTurns(restlessClock, new AbortController().signal, { stretchMs: 0, stepScale: 0.0001 })
  const rows = createLibraryRowRepository(db)
  const catalog = createLibraryCatalog(rows, startTurns)
  await catalog.ready({ names: false })
  const hits = createPromptSearchRepository(db)
  const failing = { is: false }
  const toMatch = (search: PromptSearch): string => {
    if (failing.is) throw new Error('no such luck')
    return toFullTextQuery(search)
  }
  const matches = createPromptMatches({ catalog, rows, hits, toMatch, startTurns })
  const find = (word: string) =>
    matches.use(searchFor(word), (found) => {
      catalog.catchUp()
      found.catchUp()
      return Array.from({ length: catalog.columns.count }, (_, slot) => slot).filter(found.has)
    })
  return { add, catalog, failing, find, jobs, matches }
}

describe('the matches of a search', () => {
  it('are kept for the last four', async () => {
    const { find, matches } = await open(['a b c d e'])
    for (const word of ['a', 'b', 'c', 'd', 'a', 'e']) await find(word)
    const kept = ['a', 'b', 'c', 'd', 'e'].filter((word) => matches.has(searchFor(word)))
    expect(kept).toEqual(['a', 'c', 'd', 'e'])
  })

  it('are complete for everyone who asked, however many ask at once and whatever comes meanwhile', async () => {
    const words = Array.from({ length: 9 }, (_, index) => `word${index}`)
    const { add, catalog, find, jobs } = await open([words.join(' '), words.join(' ')])
    const answers = Promise.all(words.map(find))
    // The first row was looked at already, a third one was not there yet.
    jobs.save(1, 1, { prompt: 'something else' })
    add(words.join(' '))
    catalog.catchUp()
    expect(await answers).toEqual(words.map(() => [1, 2]))
    expect(await find('word0')).toEqual([1, 2])
  })

  it('are only at hand once they are complete', async () => {
    const { find, matches } = await open(['fox', 'fox', 'fox'])
    const found = find('fox')
    expect(matches.has(searchFor('fox'))).toBe(false)
    expect(await found).toEqual([0, 1, 2])
    expect(matches.has(searchFor('fox'))).toBe(true)
  })

  it('are looked for anew after a failure', async () => {
    const { failing, find, matches } = await open(['fox'])
    failing.is = true
    await expect(find('fox')).rejects.toThrow('no such luck')
    expect(matches.has(searchFor('fox'))).toBe(false)
    failing.is = false
    expect(await find('fox')).toEqual([0])
  })
})
