import { describe, expect, it } from 'vitest'
import { scrubMessage } from '../../../../electron/core/providers/scrub.ts'

describe('scrubMessage', () => {
  it.each([
    ['the account key', 'Incorrect key my-secret/key+1 provided', ['my-secret/key+1'], 'Incorrect key [key] provided'],
    ['the account key in URL encoding', 'at /x/my-secret%2Fkey%2B1', ['my-secret/key+1'], 'at /x/[key]'],
    ['bearer tokens', 'got Bearer abcDEF123.456-x and stopped', [], 'got Bearer [key] and stopped'],
    ['tokens that look like keys', 'key sk-proj-abc123DEF456 is bad', [], 'key [key] is bad'],
    ['masked keys', 'Incorrect API key provided: sk-abc***xyz.', [], 'Incorrect API key provided: [key]'],
    ['JSON web tokens', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc', [], 'token [key]'],
    [
      'what a signed URL carries',
      'see https://cdn.example/v.mp4?sig=abc&exp=1 now',
      [],
      'see https://cdn.example/v.mp4 now',
    ],
    ['passwords in URLs', 'at https://user:pass@host.example/x', [], 'at https://host.example/x'],
    ['line breaks and escape codes', 'one\n\ttwo\u001b[31m three', [], 'one two [31m three'],
  ])('removes %s', (_what, text, secrets, expected) => {
    expect(scrubMessage(text, secrets)).toBe(expected)
  })

  it('leaves harmless text alone', () => {
    expect(scrubMessage("Invalid value for 'size'.", ['a-long-key', null])).toBe("Invalid value for 'size'.")
  })

  it.each([
    ['x', 'the key "x" of box x is wrong', 'the key "[key]" of box [key] is wrong'],
    ['ab1', 'https://ab1.example/ab1/v1 and tab12', 'https://[key].example/[key]/v1 and tab12'],
    ['demo', 'demo was refused, demolished, demo', '[key] was refused, demolished, [key]'],
    ['a-b+', 'key=a-b+; not xa-b+', 'key=[key]; not xa-b+'],
    ['é1', 'é1 is not café1', '[key] is not café1'],
  ])('masks the short key %j as a whole word, and leaves words that hold it', (key, text, expected) => {
    expect(scrubMessage(text, [key])).toBe(expected)
  })

  it('masks a key that JSON had to escape', () => {
    const key = 'my"secret\\key'
    expect(scrubMessage(JSON.stringify({ got: key }), [key])).toBe('{"got":"[key]"}')
  })

  it('survives a key that no URL can carry, and an empty one', () => {
    expect(scrubMessage('the \ud800-secret came', ['\ud800-secret', ''])).toBe('the [key] came')
  })

  it('cuts at 300 characters without splitting one', () => {
    const shortened = scrubMessage('🎬'.repeat(400))
    expect(Array.from(shortened)).toHaveLength(300)
    expect(shortened.endsWith('🎬…')).toBe(true)
  })

  it('removes a key that the cut would have gone through', () => {
    const secret = 'K'.repeat(40)
    expect(scrubMessage(`${'a'.repeat(280)} ${secret}`, [secret])).not.toContain('KK')
  })
})
