import { describe, expect, it } from 'vitest'
import { parseAccentColor } from '../../../../electron/desktop/system/accentColor.ts'

describe('the system accent colour', () => {
  it.each([
    ['0a5fffff', '#0a5fff'],
    ['0078D7FF', '#0078d7'],
    ['1700b7e3', '#1700b7'],
    ['#3584e4ff', '#3584e4'],
    ['#3584e4', '#3584e4'],
    [' 3584e4ff\n', '#3584e4'],
  ])('%j is %s', (text, color) => expect(parseAccentColor(text)).toBe(color))

  it.each(['', '00000000', '3584e400', '#fff', 'blue', 'rgb(1,2,3)', '3584e4f', '3584e4ffff', 'red;}x{'])(
    '%j is none',
    (text) => expect(parseAccentColor(text)).toBeNull(),
  )
})
