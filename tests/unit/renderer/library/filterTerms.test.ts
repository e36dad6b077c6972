import { describe, expect, it } from 'vitest'
import {
  isTicked,
  readChips,
  readDates,
  readLength,
  ticked,
  toggleTick,
  withoutChip,
  withoutFilters,
  writeDates,
  writeLength,
} from '../../../../renderer/src/features/library/filterTerms.ts'

const time = { nowMs: Date.UTC(2026, 10, 20, 12), utcOffsetMinutes: 60 }

describe('the filters of a search box', () => {
  it('are chips in the order of the text, each as it is written', () => {
    const q = 'fox model:sora-2 -size:portrait "in the rain" since:7d'
    expect(readChips(q, time).map(({ text }) => text)).toEqual(['model:sora-2', '-size:portrait', 'since:7d'])
  })

  it('lose one chip and keep words and the other filters', () => {
    const q = 'fox model:sora-2 -size:portrait since:7d'
    expect(withoutChip(q, 1, time)).toBe('fox model:sora-2 since:7d')
    expect(withoutFilters(q, time)).toBe('fox')
  })

  it('take one of two equal filters away, not both', () => {
    expect(withoutChip('model:a model:a', 0, time)).toBe('model:a')
  })

  it('tick values of one field into one term, and out of it again', () => {
    const one = toggleTick('fox', 'model', 'sora-2', time)
    expect(one).toBe('fox model:sora-2')
    const two = toggleTick(one, 'model', 'Veo 3', time)
    expect(two).toBe('fox model:sora-2,"Veo 3"')
    expect(isTicked(ticked(two, 'model', time), 'veo 3')).toBe(true)
    expect(toggleTick(toggleTick(two, 'model', 'Veo 3', time), 'model', 'SORA-2', time)).toBe('fox')
  })

  it('leave a filter alone that takes away', () => {
    const q = toggleTick('-model:sora-2', 'model', 'sora-2-pro', time)
    expect(ticked(q, 'model', time)).toEqual(['sora-2-pro'])
    expect(q).toContain('-model:sora-2 ')
  })

  it('keep the place of a term that gets another value', () => {
    expect(toggleTick('size:portrait has:batch', 'size', '1280x720', time)).toBe('size:portrait,1280x720 has:batch')
  })

  it('hold account names with spaces and quotation marks', () => {
    const q = toggleTick('', 'account', 'My "own", box', time)
    expect(readChips(q, time)).toHaveLength(1)
    expect(ticked(q, 'account', time)).toEqual(['My own , box'])
  })
})

describe('a length in the search', () => {
  it('is written as bounds and read back', () => {
    const q = writeLength('fox', { from: 4, to: 12 }, time)
    expect(q).toBe('fox seconds:>=4 seconds:<=12')
    expect(readLength(q, time)).toEqual({ from: 4, to: 12 })
    expect(writeLength(q, { from: null, to: 12 }, time)).toBe('fox seconds:<=12')
  })

  it('is one number where both bounds are the same', () => {
    expect(writeLength('', { from: 8, to: 8 }, time)).toBe('seconds:8')
    expect(readLength('seconds:8', time)).toEqual({ from: 8, to: 8 })
    expect(writeLength('seconds:8', { from: null, to: null }, time)).toBe('')
  })

  it('reads what was typed by hand', () => {
    expect(readLength('seconds:>4', time)).toEqual({ from: 4, to: null })
    expect(readLength('-seconds:>4', time)).toEqual({ from: null, to: null })
  })
})

describe('dates in the search', () => {
  it('are written as first and last day and read back', () => {
    const q = writeDates('fox', { since: '2026-11-01', until: '2026-11-05' }, time)
    expect(q).toBe('fox since:2026-11-01 until:2026-11-05')
    expect(readDates(q, time)).toEqual({ since: '2026-11-01', until: '2026-11-05' })
  })

  it('stay relative, and one day is one term', () => {
    expect(writeDates('', { since: 'today', until: 'today' }, time)).toBe('on:today')
    expect(readDates('on:today', time)).toEqual({ since: 'today', until: 'today' })
    expect(writeDates('on:today', { since: '7d', until: null }, time)).toBe('since:7d')
  })

  it('that mean nothing are left out', () => {
    expect(writeDates('fox', { since: '2026-13-01', until: null }, time)).toBe('fox')
  })
})
