import { describe, expect, it } from 'vitest'
import { createBatchAsker } from '../../../../renderer/src/stores/compose/batchAsker.ts'
import { createBatchDesk, type BatchInput } from '../../../../renderer/src/stores/compose/batchDesk.ts'
import type { DeskAnswer, DeskQuestion } from '../../../../renderer/src/stores/compose/batchMessages.ts'
import { createPromptRecall } from '../../../../renderer/src/stores/compose/promptRecall.ts'
import { recogniseTable } from '../../../../renderer/src/stores/compose/tableRows.ts'
import { answer, createFakeBridge } from '../../../fakes/fakeBridge.ts'

const LONG = recogniseTable(`prompt\n${'a fox in the snow\n'.repeat(2_000)}`, 'long.csv')

const input = (changes: Partial<BatchInput> = {}): BatchInput => ({
  mode: 'table',
  text: '',
  table: LONG,
  count: 1,
  isPlainText: false,
  variables: {},
  lists: {},
  combine: { mode: 'cross' },
  models: null,
  model: null,
  seconds: null,
  size: null,
  relation: null,
  reference: null,
  ...changes,
})

describe('asking the worker', () => {
  const open = () => {
    const questions: DeskQuestion[] = []
    let onAnswer: (answer: DeskAnswer) => void = () => {}
    let onFailure: (message: string) => void = () => {}
    const asker = createBatchAsker((hear, fail) => {
      onAnswer = hear
      onFailure = fail
      return { ask: (question) => void questions.push(question) }
    })
    return {
      asker,
      questions,
      reply: (data: DeskAnswer) => onAnswer(data),
      fail: (message: string) => onFailure(message),
    }
  }

  it('is not needed for what is short', async () => {
    const { asker, questions } = open()
    const short = input({ mode: 'prompt', text: 'A {red|blue} fox', table: null })
    expect(asker.figureNow(short)).toBeNull()
    expect((await asker.figureLater(short)).total).toBe(2)
    // What counts has been loaded by now.
    expect(asker.figureNow(short)?.total).toBe(2)
    expect((await asker.expand(short)).jobs).toHaveLength(2)
    expect(questions).toEqual([])
  })

  it('sends a table once, however often it is asked about', async () => {
    const { asker, questions, reply } = open()
    expect(asker.figureNow(input())).toBeNull()
    const desk = createBatchDesk()
    const first = asker.figureLater(input())
    const second = asker.expand(input({ count: 2 }))
    expect(questions.map(({ table, tableNumber }) => [table === LONG, tableNumber])).toEqual([
      [true, 1],
      [false, 1],
    ])
    reply({ id: 2, ask: 'expand', expansion: desk.expand(input({ count: 2 })) })
    reply({ id: 1, ask: 'figure', figures: desk.figure(input()) })
    expect((await first).total).toBe(2_000)
    expect((await second).jobs).toHaveLength(500)
  })

  it('opens another worker after one has died, and sends it the table again', async () => {
    const { asker, questions, fail } = open()
    const first = asker.figureLater(input())
    fail('out of memory')
    await expect(first).rejects.toThrow('out of memory')
    void asker.figureLater(input())
    expect(questions.map(({ table }) => table === LONG)).toEqual([true, true])
  })

  it('passes on what went wrong there', async () => {
    const { asker, reply } = open()
    const first = asker.figureLater(input())
    reply({ id: 1, ask: 'failed', message: 'nothing works' })
    await expect(first).rejects.toThrow('nothing works')
  })
})

describe('recalling prompts', () => {
  const prompts = ['newest', 'middle', 'oldest']
  const open = () => {
    const bridge = createFakeBridge({
      'prompts.list': ({ cursor }) => {
        const at = Number(cursor ?? 0)
        const items = prompts.slice(at, at + 2).map((prompt, index) => ({ promptId: at + index, prompt, usedAt: 1 }))
        return answer({ items, nextCursor: at + 2 < prompts.length ? String(at + 2) : null })
      },
    })
    return { bridge, recall: createPromptRecall(bridge) }
  }

  it('walks to older ones and back to the empty prompt, page by page', async () => {
    const { recall } = open()
    const walked: (string | null)[] = []
    let present = ''
    for (const direction of ['older', 'older', 'older', 'older', 'newer', 'newer', 'newer', 'newer'] as const) {
      const next = await recall.step(direction, present)
      walked.push(next)
      present = next ?? present
    }
    expect(walked).toEqual(['newest', 'middle', 'oldest', null, 'middle', 'newest', '', null])
  })

  it('begins anew once the text was changed, and asks anew after a reset', async () => {
    const { bridge, recall } = open()
    await recall.step('older', '')
    expect(recall.isRecalled('newest')).toBe(true)
    expect(recall.isRecalled('newest!')).toBe(false)
    expect(await recall.step('newer', 'newest!')).toBeNull()
    recall.reset()
    prompts.unshift('brand new')
    expect(await recall.step('older', '')).toBe('brand new')
    expect(bridge.requests).toHaveLength(2)
  })
})
