import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJobSchema } from '../../../../shared/ipc/contract.ts'
import { estimateBatch, expandBatch, type BatchRequest } from '../../../../shared/batch/batch.ts'
import { BATCH_PROBLEM_MESSAGES, createProblem, positionAt } from '../../../../shared/batch/batchProblem.ts'
import { collectRow, fieldNamed, type BatchField, type BatchRow } from '../../../../shared/batch/batchRows.ts'
import { UNCOUNTABLE } from '../../../../shared/batch/combinations.ts'
import { guessCsvLayout, readCsvRows } from '../../../../shared/batch/csvColumns.ts'
import { readJsonLines, writeJsonLines } from '../../../../shared/batch/jsonLines.ts'
import { readPromptLines, readWholePrompt } from '../../../../shared/batch/promptLines.ts'
import { anyText, namedValues, syntaxText, wellFormedPrompt } from './batchArbitraries.ts'

const lines = (source: string, changes: Partial<BatchRequest> = {}): BatchRequest => ({
  rows: readPromptLines(source).rows,
  common: {},
  ...changes,
})
const promptsOf = (request: BatchRequest): string[] => expandBatch(request).jobs.map((job) => job.prompt)

describe('readPromptLines', () => {
  it('takes every line that is not blank, whatever it begins with', () => {
    expect(
      readPromptLines('a fox\r\n\n  # cats \n\r// {b|c}\r').rows.map((row) => [row.line, row.fields.prompt]),
    ).toEqual([
      [1, 'a fox'],
      [3, '# cats'],
      [5, '// {b|c}'],
    ])
  })

  it('knows where each prompt stands in the source', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText), (source) => {
        for (const { line, promptStart, fields } of readPromptLines(source).rows) {
          const offset = promptStart?.offset ?? -1
          expect(source.startsWith(fields.prompt ?? '', offset)).toBe(true)
          expect(positionAt(source, offset, 'source')).toMatchObject({ line, column: promptStart?.column })
        }
      }),
    )
  })

  it('takes a whole text as one prompt', () => {
    expect(readWholePrompt('a\nb ').rows.map((row) => row.fields.prompt)).toEqual(['a\nb '])
    expect(readWholePrompt(' \n').rows).toEqual([])
  })
})

describe('readJsonLines', () => {
  it('reads fields by any of their names, and everything else as variables', () => {
    const source =
      '\ufeff{"prompt": "a", "duration": 8, "takes": "2", "hero": "fox", "n": 3, "wild": true, "model": null}\r\n\n'
    expect(readJsonLines(source).rows).toEqual([
      {
        line: 1,
        promptStart: null,
        fields: { prompt: 'a', seconds: 8, count: 2 },
        variables: { hero: 'fox', n: '3', wild: 'true' },
      },
    ])
  })

  it('makes a line that cannot be used a problem of that line', () => {
    const source = [
      '{"prompt": "a"',
      '[1]',
      '"a"',
      '{"prompt": ["a"]}',
      '{"size": "big", "count": 0}',
      '{"prompt":"b","text":"c"}',
      '{}',
    ].join('\n')
    const reading = readJsonLines(source)
    expect(reading.rows.map((row) => row.line)).toEqual([7])
    expect(reading.problems.map(({ line, code }) => [line, code])).toEqual([
      [1, 'not_json'],
      [2, 'not_an_object'],
      [3, 'not_an_object'],
      [4, 'not_a_plain_value'],
      [5, 'bad_value'],
      [5, 'bad_value'],
      [6, 'mapped_twice'],
    ])
  })

  it('reads what writeJsonLines wrote, whatever the texts hold', () => {
    const filled = anyText.filter((text) => text.trim() !== '')
    const row = fc.record({
      fields: fc.record(
        {
          prompt: filled,
          model: filled.map((text) => text.trim()),
          seconds: fc.integer({ min: 1, max: 36_000 }).map((tenths) => tenths / 10),
          size: fc.constantFrom('1280x720', '720x1280'),
          count: fc.integer({ min: 1, max: 100 }),
          priority: fc.integer({ min: -1000, max: 1000 }),
        },
        { requiredKeys: [] },
      ),
      variables: fc.dictionary(
        anyText.filter((name) => fieldNamed(name) === null),
        anyText,
      ),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const reading = readJsonLines(writeJsonLines(rows))
        expect(reading.problems).toEqual([])
        const read = reading.rows.map(({ fields, variables }) => [fields, new Map(Object.entries(variables))])
        expect(read).toEqual(rows.map(({ fields, variables }) => [fields, new Map(Object.entries(variables))]))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.json()), (text) => void readJsonLines(text)))
    expect(readJsonLines('['.repeat(100_000)).problems).toHaveLength(1)
    const manyKeys = JSON.stringify(Object.fromEntries(Array.from({ length: 200_000 }, (_, key) => [`k${key}`, []])))
    expect(readJsonLines(manyKeys).problems).toHaveLength(200_000)
  })
})

describe('collectRow', () => {
  it('accepts for each field just what a job may be created with', () => {
    const candidates = fc.oneof(
      fc.constantFrom(
        '8',
        '0',
        '3600',
        '3600.5',
        '0.5',
        '1e3',
        '-1',
        '1000',
        '-1000',
        '1001',
        '100',
        '101',
        '1280x720',
        '1x1',
        '01x10',
      ),
      fc.constantFrom('Infinity', '0x10', '12 ', '٣', '99999x99999', '100000x10', '1.', '.5', '+5', '-0'),
      fc.string(),
      fc.integer({ min: -1100, max: 4000 }).map(String),
    )
    const fields = fc.constantFrom<BatchField>('prompt', 'model', 'seconds', 'size', 'count', 'priority')
    fc.assert(
      fc.property(fields, candidates, (field, text) => {
        const { row, problems } = collectRow(1, [[{ field }, text]])
        if (problems.length > 0) expect(row.fields).toEqual({})
        else expect(createJobSchema.safeParse({ prompt: 'a', ...row.fields }).error).toBeUndefined()
        // A number that the contract takes is taken here too.
        const number = Number(text)
        if (field === 'prompt' || field === 'model' || field === 'size' || !/^-?\d{1,4}$/.test(text)) return
        expect(problems.length === 0).toBe(createJobSchema.safeParse({ prompt: 'a', [field]: number }).success)
      }),
      { numRuns: 500 },
    )
  })
})

describe('expandBatch', () => {
  it('gives each row its own jobs: the common settings under the row’s own', () => {
    const source = 'prompt,seconds,count,hero\n{a|b} {hero},8,,fox\n,,3,cat\n'
    const batch = expandBatch({
      rows: readCsvRows(source, guessCsvLayout(source)).rows,
      common: { model: 'sora-2', seconds: 4, prompt: 'only {hero} at {place}' },
      variables: { hero: ['none'], place: ['sea'] },
    })
    expect(batch).toEqual({
      total: 5,
      isOverCeiling: false,
      problems: [],
      jobs: [
        { model: 'sora-2', seconds: 8, prompt: 'a fox' },
        { model: 'sora-2', seconds: 8, prompt: 'b fox' },
        { model: 'sora-2', seconds: 4, count: 3, prompt: 'only cat at sea' },
      ],
    })
  })

  it('makes the good lines and says where the others go wrong in the source', () => {
    const batch = expandBatch(lines('a {b|c}\n  🦊 d {e\n\nf {nope}'))
    expect(batch.jobs.map((job) => job.prompt)).toEqual(['a b', 'a c'])
    expect(batch.problems).toMatchObject([
      {
        code: 'unclosed_brace',
        line: 2,
        field: 'prompt',
        position: { within: 'source', line: 2, column: 7, offset: 15 },
      },
      { code: 'unknown_variable', line: 4, position: { within: 'source', line: 4, column: 3, offset: 21 } },
    ])
  })

  it('places a problem in the later lines of one long prompt', () => {
    const batch = expandBatch({ rows: readWholePrompt('a\nb }').rows, common: {} })
    expect(batch.problems).toMatchObject([{ position: { within: 'source', line: 2, column: 3, offset: 4 } }])
  })

  it('asks for a prompt where there is none, and refuses one that comes out empty', () => {
    const row: BatchRow = { line: 2, promptStart: null, fields: {}, variables: {} }
    expect(expandBatch({ rows: [row], common: {} }).problems).toMatchObject([{ code: 'no_prompt', line: 2 }])
    const batch = expandBatch(lines('{a| }\nb'))
    expect(batch.problems).toMatchObject([{ code: 'blank_prompt', line: 1 }])
    expect([batch.total, batch.jobs.length]).toEqual([1, 1])
  })

  it('takes braces as they are where the text is plain', () => {
    expect(promptsOf(lines('{"scene": {"a|b"}\n\\{', { isPlainText: true }))).toEqual(['{"scene": {"a|b"}', '\\{'])
  })

  it('draws other samples for each line, and the same ones again', () => {
    const request = lines('{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}\n'.repeat(20), {
      combine: { mode: 'sample', size: 1, seed: 7 },
    })
    expect(new Set(promptsOf(request)).size).toBeGreaterThan(12)
    expect(promptsOf(request)).toEqual(promptsOf(request))
  })

  it('counts takes, not prompts, against the ceiling', () => {
    const request = lines('{a|b|c}', { common: { count: 100 }, ceiling: 299 })
    expect(expandBatch(request)).toMatchObject({ total: 300, isOverCeiling: true, jobs: [] })
    expect(expandBatch(request).problems).toMatchObject([
      { message: 'This would make 300 takes; at most 299 can be queued at once. Use fewer values or rows.' },
    ])
    expect(expandBatch({ ...request, ceiling: 300 }).jobs).toHaveLength(3)
    expect(estimateBatch(lines('{a|b}'.repeat(60), { common: { count: 100 } })).total).toBe(UNCOUNTABLE)
  })

  it('makes just as many takes as were estimated, each one valid, the same every time', () => {
    const rows = fc.array(wellFormedPrompt, { maxLength: 3 }).map((prompts) => readPromptLines(prompts.join('\n')).rows)
    const combine = fc.constantFrom(
      { mode: 'cross' } as const,
      { mode: 'zip' } as const,
      { mode: 'sample', size: 4, seed: 9 } as const,
    )
    fc.assert(
      fc.property(rows, namedValues, combine, fc.integer({ min: 1, max: 4 }), (given, values, mode, count) => {
        const request: BatchRequest = { rows: given, common: { count, model: 'm' }, ...values, combine: mode }
        const estimate = estimateBatch(request)
        const batch = expandBatch(request)
        expect(batch.total).toBeLessThanOrEqual(estimate.total)
        if (batch.problems.length === estimate.problems.length) expect(batch.total).toBe(estimate.total)
        const takes = batch.jobs.reduce((total, job) => total + (job.count ?? 1), 0)
        expect(takes).toBe(batch.isOverCeiling ? 0 : batch.total)
        for (const job of batch.jobs) expect(createJobSchema.safeParse(job).success).toBe(true)
        expect(expandBatch(request)).toEqual(batch)
      }),
    )
  })

  it('never throws, whatever the source', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, syntaxText), (source) => {
        for (const { rows } of [readPromptLines(source), readWholePrompt(source), readJsonLines(source)])
          expect(expandBatch({ rows, common: {} }).total).toBeLessThanOrEqual(UNCOUNTABLE)
      }),
    )
  })

  it('handles 10,000 rows over one shared prompt, and prompts of 50,000 characters', () => {
    const source = `prompt,hero\n${'a {hero} in the {snow|rain},fox\n'.repeat(10_000)}`
    const long = `{red|blue} fox, ${'x'.repeat(50_000)}`
    const { rows } = readCsvRows(source, guessCsvLayout(source))
    expect(estimateBatch({ rows, common: {} })).toMatchObject({ total: 20_000, isOverCeiling: true })
    expect(
      expandBatch({
        rows: rows.map((row) => ({ ...row, fields: {} })),
        common: { prompt: 'b {hero}' },
        ceiling: 10_000,
      }).jobs,
    ).toHaveLength(10_000)
    expect(expandBatch(lines(`${long}\n`.repeat(100))).jobs).toHaveLength(200)
  })
})

describe('createProblem', () => {
  it('fills every placeholder of its message', () => {
    expect(createProblem('over_ceiling', { total: 5, ceiling: 4 }).message).toContain('make 5 takes; at most 4')
    for (const message of Object.values(BATCH_PROBLEM_MESSAGES)) expect(message).toMatch(/[.]$/)
  })

  it('shortens long values, never within a character', () => {
    const { message } = createProblem('unknown_variable', { name: '🦊'.repeat(500) })
    expect(message.length).toBeLessThan(400)
    expect(message.isWellFormed()).toBe(true)
  })
})
