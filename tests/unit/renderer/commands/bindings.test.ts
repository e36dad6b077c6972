import { describe, expect, it } from 'vitest'
import { PAGE_COMMANDS, type COMPOSE_COMMANDS } from '../../../../shared/commands/pageCommands.ts'
import type { Binding, Bindings } from '../../../../renderer/src/commands/command.ts'
import { COMMANDS } from '../../../../renderer/src/commands/registry.ts'

const binding: Binding = { run: () => {} }
const compose = {
  writePrompt: binding,
  queueTakes: binding,
  queueTakesFirst: binding,
  batchOptions: binding,
  promptHistory: binding,
}

describe('binding commands', () => {
  it('does not compile with one missing or one too many', () => {
    // @ts-expect-error: promptTemplates has no binding
    const missing: Bindings<typeof COMPOSE_COMMANDS> = compose
    const extra: Bindings<typeof COMPOSE_COMMANDS> = {
      ...compose,
      promptTemplates: binding,
      // @ts-expect-error: nothing is called so
      makeCoffee: binding,
    }
    expect(Object.keys(missing)).toHaveLength(5)
    expect(Object.keys(extra)).toHaveLength(7)
  })

  it('gives the palette every command with its facts, in their order', () => {
    expect(COMMANDS.map(({ id }) => id)).toEqual(Object.keys(PAGE_COMMANDS))
    expect(COMMANDS.find(({ id }) => id === 'queueTakes')).toMatchObject({
      group: 'compose',
      scope: 'everywhere',
      keys: ['Mod+Enter'],
    })
    expect(COMMANDS.every(({ run }) => typeof run === 'function')).toBe(true)
  })
})
