import { useEffect, useState } from 'react'
import type { SearchVocabulary } from '../../../shared/search/suggestSearch.ts'
import { useScreen } from '../stores/screenContext.ts'

const NOTHING: SearchVocabulary = { models: [], accounts: [], sizes: [] }

/** The names that occur in this library, asked for each time somebody begins to search. */
export const useSearchVocabulary = (isWanted: boolean): SearchVocabulary => {
  const { bridge } = useScreen()
  const [vocabulary, setVocabulary] = useState(NOTHING)
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await bridge.request('library.facets', {})
      if (isOver || !answer.ok) return
      const { models, accounts, sizes } = answer.data
      setVocabulary({
        models: models.map(({ value }) => value),
        accounts: accounts.map(({ name }) => name),
        sizes: sizes.map(({ value }) => value),
      })
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [bridge, isWanted])
  return vocabulary
}
