import { describe, expect, it } from 'vitest'
import { sortFiles } from '../../../../renderer/src/stores/compose/takeFiles.ts'

const file = (name: string, type = ''): { name: string; type: string } => ({ name, type })
const sorted = (...files: { name: string; type: string }[]) => {
  const { picture, table, left } = sortFiles(files)
  return { picture: picture?.name ?? null, table: table?.name ?? null, left: left.map(({ name }) => name) }
}

describe('files for the composer', () => {
  it('are told apart by their type, and tables by their name too', () => {
    expect(sorted(file('still.png', 'image/png'))).toEqual({ picture: 'still.png', table: null, left: [] })
    for (const table of ['a.csv', 'a.TSV', 'a.jsonl', 'a.txt']) expect(sorted(file(table)).table).toBe(table)
    expect(sorted(file('export', 'text/plain')).table).toBe('export')
    expect(sorted(file('clip.mp4', 'video/mp4'))).toEqual({ picture: null, table: null, left: ['clip.mp4'] })
  })

  it('are one picture and one table at a time; what else there is is left', () => {
    expect(
      sorted(file('a.png', 'image/png'), file('b.png', 'image/png'), file('rows.csv'), file('clip.mp4', 'video/mp4')),
    ).toEqual({ picture: 'a.png', table: 'rows.csv', left: ['b.png', 'clip.mp4'] })
  })
})
