import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alwaysUsed,
  escapePromptText,
  MOST_NESTING,
  namesUsed,
  parsePrompt,
  type PromptPart,
} from '../../../../shared/batch/promptSyntax.ts'
import { anyText, syntaxText } from './batchArbitraries.ts'

const partsOf = (text: string): PromptPart[] => {
  const parsed = parsePrompt(text)
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join(' '))
  return parsed.parts
}
const problemsOf = (text: string) => {
  const parsed = parsePrompt(text)
  return parsed.ok ? [] : parsed.problems.map(({ code, position }) => [code, position?.line, position?.column])
}

describe('parsePrompt', () => {
  it('reads alternatives, variables and lists; everything else is text as typed', () => {
    expect(partsOf('a {red|} {hero}, {list:big cats} | $5 <b> (x:1.2)')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'choice', alternatives: [[{ kind: 'text', text: 'red' }], []], offset: 2 },
      { kind: 'text', text: ' ' },
      { kind: 'variable', name: 'hero', offset: 9 },
      { kind: 'text', text: ', ' },
      { kind: 'list', name: 'big cats', offset: 17 },
      { kind: 'text', text: ' | $5 <b> (x:1.2)' },
    ])
  })

  it('reads braces within braces', () => {
    expect(partsOf('{a|{b|{c}}}')).toEqual([
      {
        kind: 'choice',
        offset: 0,
        alternatives: [
          [{ kind: 'text', text: 'a' }],
          [
            {
              kind: 'choice',
              offset: 3,
              alternatives: [[{ kind: 'text', text: 'b' }], [{ kind: 'variable', name: 'c', offset: 6 }]],
            },
          ],
        ],
      },
    ])
  })

  it('takes a backslash before a brace, bar or backslash as an escape, and elsewhere as itself', () => {
    expect(partsOf(String.raw`\{a\|b\} \\ C:\new \ `)).toEqual([{ kind: 'text', text: String.raw`{a|b} \ C:\new \ ` }])
    expect(partsOf('\\')).toEqual([{ kind: 'text', text: '\\' }])
  })

  it.each<[string, ReturnType<typeof problemsOf>]>([
    ['a {b|c', [['unclosed_brace', 1, 3]]],
    ['a\r\n🦊 }', [['stray_brace', 2, 3]]],
    ['{}', [['empty_braces', 1, 1]]],
    ['{ }', [['empty_braces', 1, 1]]],
    ['{"scene": "fox"}', [['one_alternative', 1, 1]]],
    ['{red, shiny}', [['one_alternative', 1, 1]]],
    ['{list:}', [['one_alternative', 1, 1]]],
    ['{{hero}}', [['one_alternative', 1, 1]]],
    [
      '{} a }',
      [
        ['empty_braces', 1, 1],
        ['stray_brace', 1, 6],
      ],
    ],
    ['{a|b} {c', [['unclosed_brace', 1, 7]]],
    ['{'.repeat(MOST_NESTING + 1), [['nested_too_deep', 1, MOST_NESTING + 1]]],
  ])('says where %j goes wrong', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  it('names a way out for a brace that was meant as one', () => {
    const parsed = parsePrompt('x {y')
    expect(parsed.ok ? '' : parsed.problems[0]?.message).toBe(
      'This { is never closed. Add a }, or write \\{ for the brace itself.',
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(anyText, syntaxText), (text) => void parsePrompt(text)))
  })

  it('reads escaped text as just that text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText), (text) => {
        expect(partsOf(escapePromptText(text))).toEqual(text === '' ? [] : [{ kind: 'text', text }])
      }),
    )
  })

  it.each([
    ['alternatives', '{a|b}'.repeat(10_000)],
    ['opening braces', '{'.repeat(50_000)],
    ['closing braces', '}'.repeat(50_000)],
    ['bars', `{${'|'.repeat(50_000)}}`],
    ['backslashes', '\\'.repeat(50_000)],
    ['spaces in braces', `{${' '.repeat(50_000)}!}`],
    ['an emoji', '🦊'.repeat(25_000)],
  ])('comes to an end with 50,000 characters of %s', (_, text) => {
    expect(parsePrompt(text)).toHaveProperty('ok')
  })
})

describe('namesUsed and alwaysUsed', () => {
  it('names each variable and list once, in any case, in order of first use', () => {
    expect(namesUsed(partsOf('{b} {x|{a}} {B} {list:L} {list:l}'))).toEqual({ variables: ['b', 'a'], lists: ['L'] })
  })

  it('knows which variables stand in the prompt whatever is chosen', () => {
    expect([...alwaysUsed(partsOf('{a} {x|{b}} {{c}|{d} {C}}'))]).toEqual(['a', 'c'])
  })
})
