import { writeTerm, writeValue } from './scanSearch.ts'
import type { Filter, SearchQuery, TextTerm } from './searchQuery.ts'
import { wordsForStatuses } from './statusWords.ts'

/**
 * The canonical text of a query: words first, then filters, each in its order. Parsing it gives the same terms and
 * filters, so a screen may change a query by its parts and show the result.
 */
export const printSearchQuery = ({ text, filters }: Pick<SearchQuery, 'text' | 'filters'>): string =>
  [...text.map(printTerm), ...filters.map(printFilter)].filter((written) => written !== '').join(' ')

function printTerm({ text, isPhrase, isNegated }: TextTerm): string {
  const written = writeTerm(text, isPhrase)
  return written === '' ? '' : `${isNegated ? '-' : ''}${written}`
}

export function printFilter(filter: Filter): string {
  const [name, value] = nameAndValue(filter)
  return value === '' ? '' : `${filter.isNegated ? '-' : ''}${name}:${value}`
}

function nameAndValue(filter: Filter): [name: string, value: string] {
  switch (filter.field) {
    case 'status':
      return ['status', wordsForStatuses(filter.anyOf).join(',')]
    case 'seconds':
      return ['seconds', `${filter.comparison === '=' ? '' : filter.comparison}${filter.seconds}`]
    case 'date':
      return [filter.relation, filter.period]
    default:
      return [
        filter.field,
        filter.anyOf
          .map(writeValue)
          .filter((value) => value !== '')
          .join(','),
      ]
  }
}
