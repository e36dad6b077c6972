import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestSearch } from '../../../../shared/search/suggestSearch.ts'

const VOCABULARY = {
  models: ['sora-2', 'sora-2-pro', 'my wan', 'Veo 3'],
  accounts: ['Work', 'Demo'],
  sizes: ['1280x720', '720x1280'],
}

/** `|` stands for the caret. @returns the text after each suggestion was taken */
function taking(marked: string): string[] {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { start, end, items } = suggestSearch(text, caret, VOCABULARY)
  return items.map((item) => text.slice(0, start) + item.insert + text.slice(end))
}

describe('suggestSearch', () => {
  it.each<[string, string[]]>([
    ['mo|', ['model:']],
    ['fox -S|', ['fox -status:', 'fox -size:', 'fox -seconds:', 'fox -since:']],
    ['xyz|', []],
    ['"mo|', []],
    ['model:|', ['model:sora-2', 'model:sora-2-pro', 'model:"my wan"', 'model:"Veo 3"']],
    ['model:W| fox', ['model:"my wan" fox']],
    ['model:"v|', ['model:"Veo 3"']],
    ['model:sora-2,ve|', ['model:sora-2,"Veo 3"']],
    ['-account:d|', ['-account:Demo']],
    ['size:7|', ['size:720x1280', 'size:1280x720']],
    ['size:po|', ['size:portrait']],
    ['status:do|', ['status:downloading', 'status:done']],
    ['has:r|', ['has:reference', 'has:error']],
    ['after:y|', ['after:yesterday', 'after:today']],
    ['seconds:8|', []],
    ['mod|el:sora', []],
  ])('at %j', (marked, taken) => {
    expect(taking(marked)).toEqual(taken)
  })

  it('offers every field where nothing is typed yet', () => {
    expect(taking('|')).toHaveLength(12)
    expect(taking('fox | cat')[0]).toBe('fox model: cat')
  })

  it('never throws, and only ever replaces text around the caret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, at) => {
        const caret = Math.min(at, text.length)
        const { start, end } = suggestSearch(text, caret, VOCABULARY)
        expect(start).toBeLessThanOrEqual(caret)
        expect(end).toBeGreaterThanOrEqual(caret)
      }),
    )
  })
})
