import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldNames, UNCOUNTABLE } from '../../../../shared/batch/combinations.ts'
import { BATCH_CEILING, expandPrompt, planPrompt, type Combine } from '../../../../shared/batch/expandPrompt.ts'
import { escapePromptText, parsePrompt } from '../../../../shared/batch/promptSyntax.ts'
import { anyText, namedValues, syntaxText, wellFormedPrompt } from './batchArbitraries.ts'

type Values = Record<string, readonly string[]>
const NAMES: Values = { hero: ['fox', 'cat', 'owl'], place: ['sea', 'city'], one: ['only'], none: [] }
const LISTS: Values = { cats: ['lynx', 'puma'], empty: [] }

const expand = (text: string, combine?: Combine, ceiling?: number) => {
  const expanded = expandPrompt(text, foldNames(NAMES), foldNames(LISTS), combine, ceiling)
  return expanded.ok ? expanded.prompts : expanded.problems.map((problem) => problem.code)
}
const count = (
  text: string,
  combine: Combine = { mode: 'cross' },
  variables: Values = NAMES,
  lists: Values = LISTS,
) => {
  const plan = planPrompt(parsePrompt(text), foldNames(variables), foldNames(lists), combine)
  return plan.ok ? plan.total : plan.problems.map((problem) => problem.code)
}

describe('every combination', () => {
  it.each<[string, string[]]>([
    ['a fox', ['a fox']],
    ['', ['']],
    ['{wide|close} {hero}', ['wide fox', 'wide cat', 'wide owl', 'close fox', 'close cat', 'close owl']],
    ['a{ big|} fox', ['a big fox', 'a fox']],
    ['{a|{b|c}d|}', ['a', 'bd', 'cd', '']],
    ['{{a|b}{c|d}|e|{f|g}}', ['ac', 'ad', 'bc', 'bd', 'e', 'f', 'g']],
    ['{hero} and {HERO}', ['fox and fox', 'cat and cat', 'owl and owl']],
    ['{list:cats}-{list:cats}', ['lynx-lynx', 'lynx-puma', 'puma-lynx', 'puma-puma']],
    ['{{place} by day|{place} by night}', ['sea by day', 'city by day', 'sea by night', 'city by night']],
    ['{a|a}', ['a', 'a']],
    [String.raw`\{a|b\} {one}`, ['{a|b} only']],
  ])('of %j', (text, prompts) => {
    expect(expand(text)).toEqual(prompts)
    expect(count(text)).toBe(prompts.length)
  })

  it.each<[string, string]>([
    ['{hreo}', 'unknown_variable'],
    ['{none}', 'empty_variable'],
    ['{list:dogs}', 'unknown_list'],
    ['{x|{list:empty}}', 'empty_list'],
    ['{nobody|{hero}}', 'variable_sometimes_used'],
    ['{__proto__}', 'unknown_variable'],
    ['{a|b', 'unclosed_brace'],
  ])('of %j is refused', (text, code) => {
    expect(expand(text)).toEqual([code])
  })

  it('says at which place a name is unknown', () => {
    const expanded = expandPrompt('a\nb {hreo}', new Map(), new Map())
    expect(expanded.ok ? null : expanded.problems[0]).toMatchObject({
      message: 'There is no variable “hreo”. Give it values, or write \\{ and \\} if you mean the braces themselves.',
      position: { offset: 4, line: 2, column: 3 },
    })
  })

  it('lets a variable with one value stand in some alternatives only, since nothing is made twice', () => {
    expect(expand('{nobody|{one}}')).toEqual(['nobody', 'only'])
  })

  it('writes as many as it counted, and leaves no syntax behind but what the values bring', () => {
    fc.assert(
      fc.property(wellFormedPrompt, namedValues, (text, { variables, lists }) => {
        const [names, entries] = [foldNames(variables), foldNames(lists)]
        const expanded = expandPrompt(text, names, entries, { mode: 'cross' }, 20_000)
        const total = count(text, { mode: 'cross' }, variables, lists)
        if (!expanded.ok) {
          expect(['over_ceiling', 'variable_sometimes_used', 'one_alternative']).toContain(expanded.problems[0]?.code)
          return
        }
        expect(expanded.prompts).toHaveLength(Number(total))
      }),
    )
    fc.assert(
      fc.property(wellFormedPrompt, (text) => {
        const unescaped = text.replaceAll(/\\[{}|\\]/g, 'e')
        const plain = { hero: ['h'], place: ['p'] }
        const expanded = expandPrompt(unescaped, foldNames(plain), foldNames({ cats: ['c', 'd'] }))
        if (expanded.ok) for (const prompt of expanded.prompts) expect(prompt).not.toMatch(/[{}\\]|list:/)
      }),
    )
  })

  it('makes as many as the product of the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 5 }), { maxLength: 4 }), (sizes) => {
        const groups = sizes.map((size) => `{${Array.from({ length: size }, (_, index) => `${index}`).join('|')}}`)
        const prompts = expand(groups.join('.'))
        expect(new Set(prompts).size).toBe(sizes.reduce((total, size) => total * size, 1))
      }),
    )
  })

  it('takes values as they are, braces and all', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText), (value) => {
        const expanded = expandPrompt('<{v}|{list:l}>', foldNames({ v: [value] }), foldNames({ l: [value] }))
        expect(expanded).toEqual({ ok: true, prompts: [`<${value}|${value}>`] })
      }),
    )
  })

  it('gives escaped text back', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText), (text) => {
        expect(expandPrompt(escapePromptText(text), new Map(), new Map())).toEqual({ ok: true, prompts: [text] })
      }),
    )
  })
})

describe('side by side', () => {
  const zip: Combine = { mode: 'zip' }

  it.each<[string, string[]]>([
    ['{a|b|c} {hero}', ['a fox', 'b cat', 'c owl']],
    ['{a|{b|c}} {hero} {one} {HERO}', ['a fox only fox', 'b cat only cat', 'c owl only owl']],
    ['{one}', ['only']],
    ['plain', ['plain']],
    ['{x|y {place}}', ['x', 'y city']],
    ['{a|b} {hero}', ['zip_lengths']],
  ])('of %j', (text, prompts) => {
    expect(expand(text, zip)).toEqual(prompts)
  })

  it('names what does not go together', () => {
    const plan = planPrompt(parsePrompt('{wide shot|close} {hero}'), foldNames(NAMES), new Map(), zip)
    expect(plan.ok ? '' : plan.problems[0]?.message).toContain('{wide shot|…} 2, {hero} 3')
  })

  it('has the length that all have, or refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), (sizes) => {
        const variables = Object.fromEntries(
          sizes.map((size, index) => [`v${index}`, Array.from({ length: size }, String)]),
        )
        const text = sizes.map((_, index) => `{v${index}}`).join(' ')
        const varying = new Set(sizes.filter((size) => size > 1))
        const expected = varying.size > 1 ? ['zip_lengths'] : ([...varying][0] ?? 1)
        expect(count(text, zip, variables)).toEqual(expected)
      }),
    )
  })
})

describe('chosen by seed', () => {
  const sample = (size: number, seed = 1): Combine => ({ mode: 'sample', size, seed })
  const DIGITS = '{0|1|2|3|4|5|6|7|8|9}'

  it('keeps choosing the same, in this and every later version', () => {
    expect(expand(DIGITS.repeat(4), sample(5, 42))).toEqual(['0143', '0750', '1284', '2113', '5706'])
    expect(expand(DIGITS.repeat(40), sample(2, 42))).toEqual(expand(DIGITS.repeat(40), sample(2, 42)))
  })

  it('chooses others with another seed', () => {
    expect(expand(DIGITS.repeat(4), sample(5, 43))).not.toEqual(expand(DIGITS.repeat(4), sample(5, 42)))
  })

  it('never makes a combination twice, and makes all when asked for more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.integer(), (size, seed) => {
        const prompts = expand(`${DIGITS}${DIGITS}`, sample(size, seed))
        expect(prompts).toHaveLength(Math.min(size, 100))
        expect(new Set(prompts).size).toBe(prompts.length)
      }),
    )
  })

  it('reaches every combination about equally often', () => {
    const seen = new Map<string, number>()
    for (let seed = 0; seed < 3000; seed += 1)
      for (const prompt of expand('{a|b|c}{x|y}', sample(2, seed))) seen.set(prompt, (seen.get(prompt) ?? 0) + 1)
    expect(seen.size).toBe(6)
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(150)
  })

  it('varies every place of a prompt with more combinations than can be counted', () => {
    const prompts = expand(DIGITS.repeat(100), sample(50))
    for (let place = 0; place < 100; place += 1)
      expect(new Set(prompts.map((prompt) => prompt[place])).size).toBeGreaterThan(3)
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to choose %s', (size) => {
    expect(expand(DIGITS, sample(size))).toEqual(['sample_size'])
  })
})

describe('the ceiling', () => {
  it('is kept before anything is written', () => {
    expect(expand('{a|b}'.repeat(9))).toHaveLength(512)
    expect(expand('{a|b}'.repeat(10))).toEqual(['over_ceiling'])
    expect(count('{a|b}'.repeat(10))).toBe(1024)
    expect(expand('{0|1|2|3|4|5|6|7|8|9}'.repeat(3))).toHaveLength(BATCH_CEILING)
    expect(expand('{a|b}'.repeat(1000), { mode: 'sample', size: BATCH_CEILING + 1, seed: 1 })).toEqual(['over_ceiling'])
  })

  it('does not hang on products beyond all counting', () => {
    const huge = '{a|b}'.repeat(10_000)
    expect(count(huge)).toBe(UNCOUNTABLE)
    expect(expand(huge)).toEqual(['uncountable'])
    expect(count(`{${huge.slice(0, 40_000)}|x}{hero}`)).toBe(UNCOUNTABLE)
    expect(count('{list:cats}'.repeat(4500))).toBe(UNCOUNTABLE)
  })

  it('never throws, whatever is typed, and never writes more than it allows', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText, wellFormedPrompt), fc.integer({ min: 0, max: 20 }), (text, ceiling) => {
        for (const combine of [{ mode: 'cross' }, { mode: 'zip' }, { mode: 'sample', size: 3, seed: 1 }] as const)
          expect(expand(text, combine, ceiling).length).toBeLessThanOrEqual(20)
      }),
    )
  })
})
