import { describe, expect, it } from 'vitest'
import { besideOthers, oneLine } from '../../../../electron/desktop/texts/foreignText.ts'

describe('somebody’s words on one line', () => {
  it('lose what is not seen or turns the others around, and keep everything else', () => {
    expect(oneLine('a\u0000\u0007 \u202efox\u202c \u2066in\u2069 \u009fthe\u001b snow', 80)).toBe('a fox in the snow')
    expect(oneLine('  a\r\n\u202a\tfox\u0085b\u2028c ', 80)).toBe('a fox b c')
    expect(oneLine('👩‍👩‍👧 <b>&amp;</b> $t(x) {{y}} नमस्ते', 80)).toBe('👩‍👩‍👧 <b>&amp;</b> $t(x) {{y}} नमस्ते')
  })

  it.each(['👩‍👩‍👧', '🇩🇪', 'e\u0301', '🪁', 'नि', 'x'])('are cut between characters as a person counts them: %s', (one) => {
    expect(oneLine(one.repeat(10), 10)).toBe(one.repeat(10))
    expect(oneLine(one.repeat(11), 10)).toBe(`${one.repeat(9)}…`)
  })

  it('stay short whatever is heaped upon one character, and are well formed', () => {
    expect(oneLine(`a${'\u0301'.repeat(100_000)}`, 10).length).toBeLessThan(400)
    const shown = oneLine(`${'x'.repeat(319)}🪁${'y'.repeat(1000)}\ud800`, 10)
    expect([shown, oneLine('a\ud800', 10)]).toEqual(['xxxxxxxxx…', 'a\ufffd'])
  })
})

describe('somebody’s words beside others', () => {
  it('are isolated where they run from right to left', () => {
    expect(besideOthers('שועל בשלג', 80)).toBe('\u2068שועל בשלג\u2069')
    expect(besideOthers('a fox (ثعلب)', 80)).toBe('\u2068a fox (ثعلب)\u2069')
    expect(besideOthers('\u200f!', 80)).toBe('\u2068\u200f!\u2069')
    expect(besideOthers('ثعلب'.repeat(9), 10)).toMatch(/^\u2068[^\u2068\u2069]{9}…\u2069$/)
  })

  it('cannot end their isolation, and stay as they are from left to right', () => {
    expect(besideOthers('שועל\u2069\u202eevil', 80)).toBe('\u2068שועלevil\u2069')
    expect(besideOthers('a fox, 狐, лиса 🦊', 80)).toBe('a fox, 狐, лиса 🦊')
  })
})
