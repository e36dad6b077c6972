import { describe, expect, it } from 'vitest'
import { DESK_LIMITS, type PromptList, type Template, type UsedPrompt } from '../../../../shared/desk/desk.ts'
import { startEngine, type EngineUnderTest } from '../jobs/engineUnderTest.ts'

interface Page {
  items: UsedPrompt[]
  nextCursor: string | null
}
const prompts = async (engine: EngineUnderTest, input: object = {}) =>
  (await engine.ask<Page>('prompts.list', input)).items.map((item) => item.prompt)
async function remember(engine: EngineUnderTest, ...all: string[]): Promise<void> {
  for (const prompt of all) await engine.ask('prompts.remember', { prompt })
}

describe('prompts used before', () => {
  it('are kept once each, the last used first', async () => {
    const engine = await startEngine()
    await remember(engine, 'a fox', 'a {hare|dog}', 'a fox')
    expect(await prompts(engine)).toEqual(['a fox', 'a {hare|dog}'])
  })

  it('are found by their beginning, whatever the case and whatever it holds', async () => {
    const engine = await startEngine()
    await remember(engine, 'A Fox', 'Émile', 'a fox runs', '100% fox', 'the fox', '🦊 alone')
    expect(await prompts(engine, { startsWith: 'a fox' })).toEqual(['a fox runs', 'A Fox'])
    expect(await prompts(engine, { startsWith: 'e\u0301' })).toEqual(['Émile'])
    expect(await prompts(engine, { startsWith: '100%' })).toEqual(['100% fox'])
    expect(await prompts(engine, { startsWith: '%' })).toEqual([])
    expect(await prompts(engine, { startsWith: '🦊' })).toEqual(['🦊 alone'])
  })

  it('come in pages', async () => {
    const engine = await startEngine()
    await remember(engine, 'a', 'b', 'c')
    const first = await engine.ask<Page>('prompts.list', { limit: 2 })
    expect(first.items.map((item) => item.prompt)).toEqual(['c', 'b'])
    expect(await prompts(engine, { limit: 2, cursor: first.nextCursor })).toEqual(['a'])
  })

  it('can be forgotten, one or all', async () => {
    const engine = await startEngine()
    await remember(engine, 'a', 'b', 'c', '  ')
    const { items } = await engine.ask<Page>('prompts.list')
    await engine.ask('prompts.forget', { promptId: items[1]?.promptId })
    expect(await prompts(engine)).toEqual(['c', 'a'])
    expect(await engine.refused('prompts.forget', { promptId: items[1]?.promptId })).toMatchObject({
      code: 'not_found',
    })
    await engine.ask('prompts.forgetAll')
    expect(await prompts(engine)).toEqual([])
  })

  it('are no more than a thousand: the oldest go', async () => {
    const engine = await startEngine()
    const insert = engine.db.prepare('INSERT INTO used_prompts (hash, prompt, folded, used_at) VALUES (?, ?, ?, 1)')
    for (let index = 0; index < DESK_LIMITS.usedPrompts; index += 1) insert.run(`${index}`, `p${index}`, `p${index}`)
    await remember(engine, 'new')
    expect(engine.db.prepare('SELECT count(*) FROM used_prompts').pluck().get()).toBe(DESK_LIMITS.usedPrompts)
    expect(await prompts(engine, { startsWith: 'p0' })).toEqual([])
    expect(await prompts(engine, { limit: 1 })).toEqual(['new'])
  })

  it('hold what a person wrote, not what scripts send', async () => {
    const engine = await startEngine()
    await engine.create({ prompt: 'from a script' })
    expect(await prompts(engine)).toEqual([])
  })
})

describe('templates', () => {
  const add = (engine: EngineUnderTest, name: string, more: object = {}) =>
    engine.ask<Template>('templates.create', { name, prompt: `${name} prompt`, ...more })
  const list = (engine: EngineUnderTest, input: object = {}) =>
    engine.ask<{ items: Template[]; tags: unknown[] }>('templates.list', input)
  const names = async (engine: EngineUnderTest, input: object = {}) =>
    (await list(engine, input)).items.map((template) => template.name)

  it('are kept with tags and settings, and found by name, prompt and tag', async () => {
    const engine = await startEngine()
    const fox = await add(engine, 'Fox', { tags: ['night', 'animal', 'night'], settings: { model: 'm', seconds: 4 } })
    expect(fox).toMatchObject({ tags: ['night', 'animal'], settings: { model: 'm', seconds: 4 } })
    await add(engine, 'Élan', { tags: ['animal'] })
    await add(engine, 'boat')
    expect(await names(engine)).toEqual(['boat', 'Fox', 'Élan'])
    expect(await names(engine, { q: 'FOX' })).toEqual(['Fox'])
    expect(await names(engine, { q: 'anim' })).toEqual(['Fox', 'Élan'])
    expect(await names(engine, { tag: 'night' })).toEqual(['Fox'])
    expect((await list(engine)).tags).toEqual([
      { tag: 'animal', count: 2 },
      { tag: 'night', count: 1 },
    ])
  })

  it('have names of their own, whatever the case', async () => {
    const engine = await startEngine()
    const fox = await add(engine, 'Fox')
    const hare = await add(engine, 'Hare')
    const taken = { code: 'conflict', field: 'name' }
    expect(await engine.refused('templates.create', { name: 'fOX', prompt: '' })).toMatchObject(taken)
    const update = (name: string) => ({ templateId: hare.templateId, name })
    expect(await engine.refused('templates.update', update('FOX'))).toMatchObject(taken)
    expect(await engine.ask('templates.update', update('hare'))).toMatchObject({ name: 'hare', prompt: 'Hare prompt' })
    await engine.ask('templates.remove', { templateId: fox.templateId })
    expect(await engine.ask('templates.update', update('Fox'))).toMatchObject({ name: 'Fox' })
    expect(await engine.refused('templates.remove', { templateId: fox.templateId })).toMatchObject({
      code: 'not_found',
    })
    for (const name of ['', ' ', ' x', 'x'.repeat(101)])
      expect(await engine.refused('templates.create', { name, prompt: '' })).toMatchObject({ field: 'name' })
  })
})

describe('lists for batches', () => {
  it('are kept as they are given, under names that a prompt can hold', async () => {
    const engine = await startEngine()
    const entries = ['red fox', '', 'a {x|y}', '🦊']
    const list = await engine.ask<PromptList>('lists.create', { name: 'animals', entries })
    expect((await engine.ask<{ items: PromptList[] }>('lists.list')).items).toEqual([list])
    expect(list.entries).toEqual(entries)
    expect(await engine.refused('lists.create', { name: 'Animals', entries: [] })).toMatchObject({ code: 'conflict' })
    for (const name of ['a|b', '{a}', 'a:b', ''])
      expect(await engine.refused('lists.create', { name, entries: [] }), name).toMatchObject({ field: 'name' })
    const changed = await engine.ask('lists.update', { listId: list.listId, entries: ['one'] })
    expect(changed).toMatchObject({ name: 'animals', entries: ['one'] })
    await engine.ask('lists.remove', { listId: list.listId })
    expect(await engine.ask('lists.list')).toEqual({ items: [] })
    expect(await engine.refused('lists.update', { listId: list.listId })).toMatchObject({ code: 'not_found' })
  })
})

describe('what screens keep', () => {
  it('is there again after a crash, each kind and key by itself', async () => {
    const engine = await startEngine()
    const value = { prompt: 'half a sen', batch: [1, null, { deep: '🦊\u2028' }] }
    const { updatedAt } = await engine.ask<{ updatedAt: number }>('drafts.set', { key: 'composer', value })
    await engine.ask('layout.set', { key: 'composer', value: [1, 2] })
    const next = await engine.restart()
    expect(await next.ask('drafts.get', { key: 'composer' })).toEqual({ draft: { key: 'composer', value, updatedAt } })
    expect(await next.ask('layout.get', { key: 'composer' })).toEqual({ value: [1, 2] })
    expect(await next.ask('layout.get', { key: 'queue' })).toEqual({ value: null })
    await next.ask('drafts.remove', { key: 'composer' })
    expect(await next.ask('drafts.get', { key: 'composer' })).toEqual({ draft: null })
    expect(await next.ask('layout.get', { key: 'composer' })).toEqual({ value: [1, 2] })
  })

  it('is refused when it is too large, and keeps what was there', async () => {
    const engine = await startEngine()
    await engine.ask('layout.set', { key: 'queue', value: 'small' })
    const tooLarge = { key: 'queue', value: 'x'.repeat(DESK_LIMITS.layoutSize) }
    expect(await engine.refused('layout.set', tooLarge)).toMatchObject({ code: 'too_large', field: 'value' })
    expect(await engine.ask('layout.get', { key: 'queue' })).toEqual({ value: 'small' })
    expect(await engine.ask('drafts.set', { key: 'composer', value: 'x'.repeat(1_000_000) })).toMatchObject({})
  })

  it('is refused when there is too much of it', async () => {
    const engine = await startEngine()
    const insert = engine.db.prepare("INSERT INTO screen_values VALUES ('layout', ?, '1', 1)")
    for (let index = 0; index < DESK_LIMITS.screenValues; index += 1) insert.run(`k${index}`)
    expect(await engine.refused('layout.set', { key: 'one-more', value: 1 })).toMatchObject({ code: 'conflict' })
    expect(await engine.ask('layout.set', { key: 'k1', value: 2 })).toEqual({})
    for (const key of ['', 'a b', '../x y', 'x'.repeat(201)])
      expect(await engine.refused('layout.set', { key, value: 1 })).toMatchObject({ field: 'key' })
  })
})
