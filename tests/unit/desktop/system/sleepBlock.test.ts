import { expect, it } from 'vitest'
import { createSleepBlock } from '../../../../electron/desktop/system/sleepBlock.ts'

function open() {
  const blocks: number[] = []
  const started: string[] = []
  const setting = { isWanted: true, fails: false }
  const block = createSleepBlock({
    blocker: {
      start(type) {
        if (setting.fails) throw new Error('no')
        started.push(type)
        blocks.push(started.length)
        return started.length
      },
      stop: (id) => blocks.splice(blocks.indexOf(id), 1).length === 1,
    },
    isWanted: () => setting.isWanted,
  })
  return { block, blocks, started, setting }
}

it('one block stands for all who hold it, and ends with the last', () => {
  const { block, blocks, started } = open()
  const first = block.hold()
  const second = block.hold()
  expect([blocks, started]).toEqual([[1], ['prevent-app-suspension']])
  first()
  first()
  expect(blocks).toEqual([1])
  second()
  expect(blocks).toEqual([])
  block.hold()
  expect(blocks).toEqual([2])
})

it('whoever does not want it gets none, from the moment of the change', () => {
  const { block, blocks, setting } = open()
  setting.isWanted = false
  const letGo = block.hold()
  expect(blocks).toEqual([])
  setting.isWanted = true
  block.settingChanged()
  expect(blocks).toHaveLength(1)
  setting.isWanted = false
  block.settingChanged()
  expect(blocks).toEqual([])
  letGo()
  setting.isWanted = true
  block.settingChanged()
  expect(blocks).toEqual([])
})

it('a system that refuses once is asked again next time', () => {
  const { block, blocks, setting } = open()
  setting.fails = true
  expect(() => block.hold()).toThrow('no')
  setting.fails = false
  const letGo = block.hold()
  expect(blocks).toHaveLength(1)
  letGo()
  expect(blocks).toEqual([])
})
