import { describe, expect, it } from 'vitest'
import { planBatch } from '../../../../shared/batch/batch.ts'
import { writePlan, type Combine } from '../../../../shared/batch/expandPrompt.ts'
import { readJsonLines, sampleJsonKeys } from '../../../../shared/batch/jsonLines.ts'
import { readWholePrompt } from '../../../../shared/batch/promptLines.ts'

describe('a preview of a plan', () => {
  it('is the front of what would be written, for a sample too', () => {
    const combines: Combine[] = [{ mode: 'cross' }, { mode: 'sample', size: 20, seed: 7 }]
    for (const combine of combines) {
      const { rows } = readWholePrompt('{a|b|c} {1|2|3|4} {x|y|z}')
      const [plan] = planBatch({ rows, common: {}, combine }).plans
      if (plan === undefined) throw new Error('There is no plan.')
      expect(writePlan(plan.plan, 3)).toEqual(writePlan(plan.plan).slice(0, 3))
      expect(plan.total).toBe(combine.mode === 'cross' ? 36 : 20)
    }
  })
})

describe('JSON lines', () => {
  it('take a key for what the person says, and leave out what is mapped to nothing', () => {
    const source = '{"caption":"a fox","note":{"deep":1},"mood":"calm"}'
    const targets = new Map([
      ['caption', { field: 'prompt' as const }],
      ['note', null],
    ])
    const targetOf = (name: string) => targets.get(name) ?? (name === 'note' ? null : { variable: name })
    expect(readJsonLines(source, targetOf)).toMatchObject({
      rows: [{ fields: { prompt: 'a fox' }, variables: { mood: 'calm' } }],
      problems: [],
    })
  })

  it('name their keys in the order in which they are met', () => {
    const samples = sampleJsonKeys('{"b":1,"a":"x"}\nnot json\n[1]\n{"c":null,"b":{"d":2}}\n{"late":1}', 4)
    expect([...samples]).toEqual([
      ['b', ['1', '{"d":2}']],
      ['a', ['x']],
      ['c', ['null']],
    ])
  })
})
