import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBatchDesk, type BatchInput, type Expansion } from '../../../../renderer/src/stores/compose/batchDesk.ts'
import { recogniseTable } from '../../../../renderer/src/stores/compose/tableRows.ts'
import { reusedDraft } from '../../../../renderer/src/stores/compose/replaceDraft.ts'
import { fakeJob, fakeModel } from '../../../fakes/fakeJob.ts'
import { anyText, syntaxText, wellFormedPrompt } from '../../shared/batch/batchArbitraries.ts'

const PRO = fakeModel({
  id: 'sora-2-pro',
  label: 'Sora 2 Pro',
  sizes: ['1920x1080'],
  defaultSize: '1920x1080',
  pricePerSecondUsd: { '*': 0.5 },
})

const input = (changes: Partial<BatchInput> = {}): BatchInput => ({
  mode: 'prompt',
  text: '',
  table: null,
  count: 1,
  isPlainText: false,
  variables: {},
  lists: {},
  combine: { mode: 'cross' },
  models: [fakeModel(), PRO],
  model: 'sora-2',
  seconds: 4,
  size: '1280x720',
  relation: null,
  reference: null,
  ...changes,
})

const takesOf = ({ jobs }: Expansion): number => jobs.reduce((sum, { count = 1 }) => sum + count, 0)
const csv = (text: string): Partial<BatchInput> => ({ mode: 'table', table: recogniseTable(text, null) })

describe('a single prompt', () => {
  it('is counted, priced and previewed at each keystroke', () => {
    const figures = createBatchDesk().figure(input({ text: 'A {red|blue} fox {runs|sleeps|sits}', count: 2 }))
    expect(figures).toMatchObject({ total: 12, now: 12, rowsLeft: 0, factors: [2, 3], problemCount: 0 })
    expect(figures.priceUsd).toBeCloseTo(12 * 4 * 0.1)
    expect(figures.preview[0]).toEqual({ line: 1, prompt: 'A red fox runs' })
  })

  it('makes nothing while its braces are open, and says where', () => {
    const figures = createBatchDesk().figure(input({ text: 'A {red|blue fox' }))
    expect(figures).toMatchObject({ total: 0, now: 0, priceUsd: 0 })
    expect(figures.problems[0]).toMatchObject({ code: 'unclosed_brace', position: { offset: 2 } })
  })

  it('is refused as a whole above the ceiling, and nothing is written out', () => {
    const text = '{a|b|c|d|e|f|g|h|i|j}'.repeat(4)
    const figures = createBatchDesk().figure(input({ text }))
    expect(figures).toMatchObject({ total: 10_000, now: 0, preview: [] })
    expect(figures.problems.map(({ code }) => code)).toEqual(['over_ceiling'])
    expect(createBatchDesk().expand(input({ text }))).toEqual({ jobs: [], lines: [], problems: [], leftOver: text })
  })

  it('names the variables and lists that it needs, also while they have no values', () => {
    const { names, problems } = createBatchDesk().figure(input({ text: '{Hero} in {list:places}, {hero}' }))
    expect(names).toEqual({ variables: ['Hero'], lists: ['places'] })
    expect(problems.map(({ code }) => code).sort()).toEqual(['unknown_list', 'unknown_variable'])
  })

  it('is checked against the model: length of the text, image and what can be derived', () => {
    const desk = createBatchDesk()
    const short = fakeModel({
      maxPromptLength: 3,
      referenceImage: { types: ['image/png'], maxBytes: 9, mustMatchSize: true },
    })
    const codesOf = (changes: Partial<BatchInput>): string[] =>
      desk.figure(input({ text: 'fox', models: [short], ...changes })).problems.map(({ code }) => code)
    expect(codesOf({ text: 'foxes' })).toEqual(['prompt_too_long'])
    expect(codesOf({ reference: { size: '1280x720' } })).toEqual([])
    expect(codesOf({ reference: { size: '720x1280' } })).toEqual(['reference_size'])
    expect(codesOf({ relation: 'extend' })).toEqual(['cannot_derive'])
    expect(
      codesOf({ models: [fakeModel({ modes: { ...short.modes, referenceImage: false } })], reference: { size: null } }),
    ).toEqual(['no_reference'])
  })

  it('asks for no size where the parent decides it', () => {
    const { jobs } = createBatchDesk().expand(input({ text: 'Now at night', relation: 'remix' }))
    expect(jobs).toEqual([{ prompt: 'Now at night', model: 'sora-2', seconds: 4 }])
  })

  it('makes as many takes as the button said, whatever is typed', () => {
    const desk = createBatchDesk()
    fc.assert(
      fc.property(fc.oneof(wellFormedPrompt, syntaxText), fc.integer({ min: 1, max: 3 }), (text, count) => {
        const asked = input({
          text,
          count,
          variables: { hero: ['x', 'y'], place: ['z'] },
          lists: { cats: ['tom', 'kit', 'mog'] },
        })
        const { now } = desk.figure(asked)
        const expansion = desk.expand(asked)
        if (expansion.problems.length === 0) expect(takesOf(expansion)).toBe(now)
        else expect(expansion.jobs).toEqual([])
      }),
    )
  })
})

describe('settings that are taken over from a job', () => {
  it('send exactly the prompt that the job had, braces or not', () => {
    const desk = createBatchDesk()
    fc.assert(
      fc.property(
        fc.oneof(anyText, syntaxText).filter((text) => text.trim() !== ''),
        (prompt) => {
          const { draft } = reusedDraft(fakeJob({ prompt }))
          const { jobs } = desk.expand(input({ text: draft.text ?? '', isPlainText: draft.isPlainText ?? false }))
          expect(jobs.map((job) => job.prompt)).toEqual([prompt])
        },
      ),
    )
  })
})

describe('prompts a line', () => {
  it('send each line once however often the button must be pressed, and keep what did not go', () => {
    const desk = createBatchDesk()
    const lines = Array.from({ length: 2_500 }, (_, index) => `shot ${index}`)
    const sent: string[] = []
    let text = lines.join('\n')
    for (const expected of [1_000, 1_000, 500]) {
      const asked = input({ mode: 'lines', text })
      expect(desk.figure(asked).now).toBe(expected)
      const expansion = desk.expand(asked)
      sent.push(...expansion.jobs.map(({ prompt }) => prompt))
      text = expansion.leftOver
    }
    expect(sent).toEqual(lines)
    expect(text).toBe('')
  })

  it('leave lines with a problem behind, and nothing else', () => {
    const asked = input({ mode: 'lines', text: 'one\n\n{two\nthree {a|b}\nfour}' })
    const desk = createBatchDesk()
    expect(desk.figure(asked)).toMatchObject({ now: 3, rowsLeft: 2, problemCount: 2 })
    const expansion = desk.expand(asked)
    expect(expansion.jobs.map(({ prompt }) => prompt)).toEqual(['one', 'three a', 'three b'])
    expect(expansion.lines).toEqual([1, 4, 4])
    expect(expansion.leftOver.split('\n').filter((line) => line !== '')).toEqual(['{two', 'four}'])
  })

  it('are either sent or still there, whatever the text', () => {
    const desk = createBatchDesk()
    const line = fc.oneof(anyText, syntaxText).map((text) => text.replaceAll(/[\r\n]/g, ' '))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const asked = input({ mode: 'lines', text: lines.join('\n') })
        const expansion = desk.expand(asked)
        const gone = new Set(expansion.lines)
        const kept = lines.filter((text, index) => text.trim() !== '' && !gone.has(index + 1))
        const left = expansion.leftOver.split('\n').filter((text) => text.trim() !== '')
        expect(left).toEqual(kept)
      }),
    )
  })
})

describe('rows of a table', () => {
  it('take what they say, and for the rest what is chosen as far as their model makes it', () => {
    const { jobs } = createBatchDesk().expand(
      input({
        ...csv('prompt,model,seconds,priority,count\na fox,,8,5,2\na hare,sora-2-pro,,,\n'),
        count: 3,
      }),
    )
    expect(jobs).toEqual([
      { prompt: 'a fox', model: 'sora-2', seconds: 8, size: '1280x720', count: 2, priority: 5 },
      { prompt: 'a hare', model: 'sora-2-pro', seconds: 4, size: '1920x1080', count: 3 },
    ])
  })

  it('fill a shared prompt with their columns, whose values are never read as syntax', () => {
    const { jobs } = createBatchDesk().expand(
      input({ ...csv('hero,mood\nfox,{calm\nhare,a|b\n'), text: 'A {hero}, {mood}' }),
    )
    expect(jobs.map(({ prompt }) => prompt)).toEqual(['A fox, {calm', 'A hare, a|b'])
  })

  it('say by line what is the matter, stay behind with their heading, and can be sent once mended', () => {
    const desk = createBatchDesk()
    const source = 'prompt,seconds,model\n"a,\nb",4,\nc,7,\nd,4,nobody\ne,4,\nf,4,,more\n'
    const asked = input(csv(source))
    const figures = desk.figure(asked)
    expect(figures).toMatchObject({ now: 2, rowsLeft: 3, table: { rowCount: 4 } })
    expect(figures.problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'length_not_made'],
      [5, 'unknown_model'],
      [7, 'ragged_row'],
    ])
    const { jobs, leftOver } = desk.expand(asked)
    expect(jobs.map(({ prompt }) => prompt)).toEqual(['a,\nb', 'e'])
    expect(leftOver).toBe('prompt,seconds,model\nc,7,\nd,4,nobody\nf,4,,more\n')
    const mended = leftOver.replace(',7,', ',8,').replace('nobody', 'sora-2').replace('f,4,,more\n', 'f\n')
    expect(desk.expand(input(csv(mended))).leftOver).toBe('')
  })

  it('are priced row by row, and not at all where one price is unknown', () => {
    const desk = createBatchDesk()
    const rows = csv('prompt,model\na,\nb,sora-2-pro\n')
    expect(desk.figure(input(rows)).priceUsd).toBeCloseTo(4 * 0.1 + 4 * 0.5)
    const free = fakeModel({ ...PRO, pricePerSecondUsd: null })
    expect(desk.figure(input({ ...rows, models: [fakeModel(), free] })).priceUsd).toBeNull()
  })

  it('come from JSON lines too, with keys used as the person says', () => {
    const table = {
      ...recogniseTable('[{"text":"a","shot":3},{"caption":"b"}]', 'shots.json'),
      keys: { caption: { field: 'prompt' as const } },
    }
    const { jobs } = createBatchDesk().expand(input({ mode: 'table', table }))
    expect(jobs.map(({ prompt }) => prompt)).toEqual(['a', 'b'])
  })

  it('ten thousand of them are counted, and as many sent as the ceiling lets through', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `"Row ${index}, a {red|blue} fox",8,place ${index}`)
    const asked = input(csv(`prompt,seconds,where\n${rows.join('\n')}`))
    const desk = createBatchDesk()
    expect(desk.figure(asked)).toMatchObject({ total: 20_000, now: 1_000, rowsLeft: 9_500 })
    expect(desk.expand(asked).jobs).toHaveLength(1_000)
  })
})
