/**
 * Turns what a person types into an FTS5 query: every word must occur, "quoted phrases" stay together, and
 * the last word counts as a beginning while it is being typed. Nothing in it is ever read as FTS5 syntax.
 * @returns an empty string when there is no word to look for
 */
export function toFullTextQuery(text: string): string {
  const terms = [...text.matchAll(/"([^"]*)"|([^\s"]+)/gu)]
    .map((found) => ({ words: found[1] ?? found[2] ?? '', isPhrase: found[1] !== undefined }))
    .filter((term) => /[\p{L}\p{N}]/u.test(term.words))
  return terms
    .map((term, index) => {
      const isBeginning = index === terms.length - 1 && !term.isPhrase && [...term.words].length >= SHORTEST_BEGINNING
      return `"${term.words.replaceAll('\0', ' ')}"${isBeginning ? '*' : ''}`
    })
    .join(' ')
}

/** Shorter beginnings match too many words to be answered quickly, and help nobody. */
const SHORTEST_BEGINNING = 3
