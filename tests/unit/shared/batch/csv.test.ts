import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DELIMITERS, readCsv, writeCsv } from '../../../../shared/batch/csv.ts'
import { columnsFromHeading, guessCsvLayout, readCsvRows } from '../../../../shared/batch/csvColumns.ts'
import { previewRows } from '../../../../shared/batch/batchRows.ts'
import { anyText } from './batchArbitraries.ts'

const cellsOf = (source: string) => readCsv(source, ',').map((row) => row.cells)

describe('readCsv', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['\ufeffa,b', [['a', 'b']]],
    ['"a, ""b""\r\nc",d', [['a, "b"\r\nc', 'd']]],
    ['a, "b, c" ,d', [['a', 'b, c', 'd']]],
    [
      ',\n,,',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['\n  \n\r\na\n\n', [['a']]],
    ['""\n', [['']]],
    ['', []],
    ['5" lens,b', [['5" lens', 'b']]],
  ])('reads %j', (source, rows) => {
    expect(cellsOf(source)).toEqual(rows)
  })

  it('says at which line a row begins, past cells of several lines', () => {
    expect(readCsv('a\n\n"b\r\nb\rb"\nc', ',').map((row) => row.line)).toEqual([1, 3, 6])
  })

  it('lets a quote that is never closed spoil its own line only', () => {
    expect(readCsv('a,b\n"c,d\ne,"" \n', ',')).toEqual([
      { line: 1, cells: ['a', 'b'], problem: null },
      { line: 2, cells: ['"c', 'd'], problem: 'unclosed_quote' },
      { line: 3, cells: ['e', ''], problem: null },
    ])
  })

  it('keeps text behind a closing quote, and says so', () => {
    expect(readCsv('"a"b,c\nd,e', ',')).toEqual([
      { line: 1, cells: ['"a"b', 'c'], problem: 'text_after_quote' },
      { line: 2, cells: ['d', 'e'], problem: null },
    ])
  })

  it('reads what writeCsv wrote, whatever the cells hold and the delimiter is', () => {
    const table = fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, fc.constantFrom(...DELIMITERS), (rows, delimiter) => {
        const read = readCsv(writeCsv(rows, delimiter), delimiter)
        expect(read.map((row) => row.cells)).toEqual(rows)
        expect(read.every((row) => row.problem === null)).toBe(true)
      }),
    )
  })

  it('never throws, and loses no letter of any text', () => {
    const letters = (text: string) => text.replaceAll(/[^a-z\p{L}]/gu, '')
    fc.assert(
      fc.property(anyText, fc.constantFrom(...DELIMITERS), (text, delimiter) => {
        const read = readCsv(text, delimiter)
        expect(letters(read.flatMap((row) => row.cells).join(''))).toBe(letters(text))
      }),
    )
  })

  it.each([
    ['rows', 'a fox in the snow,sora-2,8,1280x720\n'.repeat(10_000)],
    ['quoted rows', '"a ""red"" fox,\nin the snow",sora-2,8,1280x720\r\n'.repeat(10_000)],
    ['opening quotes', '"a\n'.repeat(40_001)],
    ['doubled quotes', `"${'""x\n'.repeat(40_000)}`],
    ['triple quotes', '"""x,'.repeat(40_001)],
    ['cells', 'a,'.repeat(200_000)],
    ['spaces', ' '.repeat(400_000)],
    ['spaced cells', '   ,'.repeat(100_000)],
    ['blank lines', '\n'.repeat(400_000)],
    ['long prompts', `"${'a'.repeat(50_000)}",1\n`.repeat(100)],
  ])('comes to an end with very many %s', (_, source) => {
    const { rows, problems } = readCsvRows(source, guessCsvLayout(source))
    expect(rows.length + problems.length).toBeLessThanOrEqual(source.length)
  })
})

describe('guessCsvLayout', () => {
  it.each<[string, ReturnType<typeof guessCsvLayout>]>([
    [
      'Prompt,Seconds,Hero\na,8,fox',
      { delimiter: ',', hasHeading: true, columns: [{ field: 'prompt' }, { field: 'seconds' }, { variable: 'Hero' }] },
    ],
    [
      'prompt;duration\n"a, b; c";8\nd, e;4',
      { delimiter: ';', hasHeading: true, columns: [{ field: 'prompt' }, { field: 'seconds' }] },
    ],
    [
      'a, b\t8\nc, d, e\t4',
      { delimiter: '\t', hasHeading: false, columns: [{ field: 'prompt' }, { variable: 'column 2' }] },
    ],
    [
      '8,a long prompt',
      { delimiter: ',', hasHeading: false, columns: [{ variable: 'column 1' }, { field: 'prompt' }] },
    ],
    ['just prompts\nof one column', { delimiter: ',', hasHeading: false, columns: [{ field: 'prompt' }] }],
    ['', { delimiter: ',', hasHeading: false, columns: [] }],
  ])('of %j', (source, layout) => {
    expect(guessCsvLayout(source)).toEqual(layout)
  })

  it('knows a heading by the names that the shared prompt uses', () => {
    expect(guessCsvLayout('hero;place\nfox;sea', ['Hero'])).toEqual({
      delimiter: ';',
      hasHeading: true,
      columns: [{ variable: 'hero' }, { variable: 'place' }],
    })
  })

  it('uses a field for one column, and leaves out names that no prompt can hold', () => {
    expect(columnsFromHeading(['text', 'prompt', 'a|b', ''])).toEqual([{ field: 'prompt' }, null, null, null])
  })
})

describe('readCsvRows', () => {
  const SOURCE = [
    'prompt,model,seconds,size,count,priority,hero',
    'a {hero},sora-2,8s,1280 × 720,2,-5,fox',
    'b,,,,,,',
    'c, d,sora-2,8,1280x720,1,0,cat',
    'e,sora-2',
    'f,sora-2,long,huge,0,1.5,owl',
    'g,,4,,,,"lynx"',
  ].join('\n')

  it('reads fields and variables, and makes each bad row a problem of its own', () => {
    const reading = readCsvRows(SOURCE, guessCsvLayout(SOURCE))
    expect(reading.rows).toEqual([
      {
        line: 2,
        promptStart: null,
        fields: { prompt: 'a {hero}', model: 'sora-2', seconds: 8, size: '1280x720', count: 2, priority: -5 },
        variables: { hero: 'fox' },
      },
      { line: 3, promptStart: null, fields: { prompt: 'b' }, variables: { hero: '' } },
      { line: 5, promptStart: null, fields: { prompt: 'e', model: 'sora-2' }, variables: { hero: '' } },
      { line: 7, promptStart: null, fields: { prompt: 'g', seconds: 4 }, variables: { hero: 'lynx' } },
    ])
    expect(reading.problems.map(({ line, code, field }) => [line, code, field])).toEqual([
      [4, 'ragged_row', null],
      [6, 'bad_value', 'seconds'],
      [6, 'bad_value', 'size'],
      [6, 'bad_value', 'count'],
      [6, 'bad_value', 'priority'],
    ])
    expect(reading.problems[0]?.message).toBe(
      'This row has 8 cells where 7 are expected. Put quotation marks around text that contains “,”.',
    )
    expect(reading.problems[2]?.message).toBe('“huge” is no size: a width and a height, as in 1280x720.')
  })

  it('shows the first rows with their problems, in the order of the source', () => {
    const preview = previewRows(readCsvRows(SOURCE, guessCsvLayout(SOURCE)), 4)
    expect(preview.map(({ line, row, problems }) => [line, row?.fields.prompt ?? null, problems.length])).toEqual([
      [2, 'a {hero}', 0],
      [3, 'b', 0],
      [4, null, 1],
      [5, 'e', 0],
    ])
  })

  it('reads further empty cells at the end of a row as none', () => {
    expect(readCsvRows('prompt,seconds\na,8,,', guessCsvLayout('prompt,seconds\na,8,,')).rows).toHaveLength(1)
  })

  it('asks to choose where two columns are mapped to one field', () => {
    const layout = { delimiter: ',', hasHeading: false, columns: [{ field: 'prompt' }, { field: 'prompt' }] } as const
    const reading = readCsvRows('a,b', { ...layout, columns: [...layout.columns] })
    expect(reading.rows).toEqual([])
    expect(reading.problems.map((problem) => problem.code)).toEqual(['mapped_twice'])
  })

  it('never throws, and makes each row of any text either a row or a problem', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const layout = guessCsvLayout(text)
        const reading = readCsvRows(text, layout)
        const records = readCsv(text, layout.delimiter).slice(layout.hasHeading ? 1 : 0)
        const accounted = [...reading.rows, ...reading.problems].map(({ line }) => line)
        expect(new Set(accounted)).toEqual(new Set(records.map(({ line }) => line)))
      }),
    )
  })
})
