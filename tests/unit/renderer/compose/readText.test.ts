import { describe, expect, it } from 'vitest'
import { isBlank, readText } from '../../../../renderer/src/stores/compose/takeFiles.ts'

describe('the text of a dropped file', () => {
  it('is read as UTF-8, without its mark', () => {
    expect(readText(new TextEncoder().encode('\uFEFFprompt\nHäuser 🌸'))).toBe('prompt\nHäuser 🌸')
  })

  it('is read as Windows-1252 where it is no UTF-8, so that no letter is lost', () => {
    expect(readText(new Uint8Array([0x48, 0xe4, 0x75, 0x73, 0x65, 0x72, 0x20, 0x80]))).toBe('Häuser €')
  })

  it('counts as empty where it has nothing but space and the mark of its encoding', () => {
    expect(['', '\uFEFF', ' \r\n\t\n'].map(isBlank)).toEqual([true, true, true])
    expect(isBlank('\uFEFFa')).toBe(false)
  })
})
