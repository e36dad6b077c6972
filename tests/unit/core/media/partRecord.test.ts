import { describe, expect, it } from 'vitest'
import { parsePartRecord } from '../../../../electron/core/media/partRecord.ts'

const first = '{"validator":"\\"v1\\"","totalBytes":100}\n'
const checkpoint = '{"checkpoint":{"bytes":50,"sha256":"aa"}}\n'
const finished = '{"finished":{"fileName":"a.mp4","sizeBytes":100,"sha256":"bb"}}\n'

describe('the record of a part', () => {
  it('is what its lines say, later ones first', () => {
    expect(parsePartRecord(first + checkpoint + checkpoint.replace('50', '80') + finished)).toMatchObject({
      validator: '"v1"',
      totalBytes: 100,
      checkpoint: { bytes: 80, sha256: 'aa' },
      finished: { fileName: 'a.mp4', sizeBytes: 100, sha256: 'bb' },
    })
  })

  it('keeps the whole lines when a crash tore the last one, wherever it tore', () => {
    for (let length = 0; length < checkpoint.length; length++) {
      expect(parsePartRecord(first + checkpoint.slice(0, length))).toEqual({
        validator: '"v1"',
        totalBytes: 100,
        checkpoint: null,
        finished: null,
        validBytes: first.length,
      })
    }
  })

  it.each(['', '\n', '{}\n', 'rubbish\n', checkpoint, finished, `\u0000\u0000\u0000\n${first}`, '[1]\n'])(
    'is nothing without a first line: %j',
    (text) => {
      expect(parsePartRecord(text)).toBeNull()
    },
  )

  it('does not believe zeros that a power cut left', () => {
    expect(parsePartRecord(first + '\u0000'.repeat(40) + '\n')?.validBytes).toBe(first.length)
  })
})
