import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couldBe, matchLost, type LostSubmit, type MatchInput } from '../../../../electron/core/jobs/matchLost.ts'
import type { RemoteSnapshot } from '../../../../electron/core/providers/videoProvider.ts'
import { remoteSnapshot, T0 } from './library.ts'

const lostSubmit = (changes: Partial<LostSubmit> = {}): LostSubmit => ({
  seq: 1,
  submissionId: 1,
  fingerprint: 'f',
  model: 'sora-2',
  prompt: 'a fox',
  seconds: 4,
  size: '1280x720',
  sentAt: T0,
  isWanted: true,
  ...changes,
})
const remote = (changes: Partial<RemoteSnapshot> = {}): RemoteSnapshot =>
  remoteSnapshot({
    model: 'sora-2',
    prompt: 'a fox',
    seconds: 4,
    size: '1280x720',
    createdAt: T0 + 1000,
    ...changes,
  })
const match = (input: Partial<MatchInput>) =>
  matchLost({ lost: [], unclaimed: [], inFlightFingerprints: new Set(), clockSkewMs: 0, ...input }).map((pair) => [
    pair.lost.submissionId,
    pair.remote.remoteId,
  ])

describe('couldBe', () => {
  it.each<[string, Partial<RemoteSnapshot>, boolean]>([
    ['the same request', {}, true],
    ['another prompt', { prompt: 'a hare' }, false],
    ['white space around the prompt', { prompt: ' a fox\n' }, true],
    ['no prompt in the list', { prompt: null }, false],
    ['another length', { seconds: 8 }, false],
    ['no length in the list', { seconds: null }, true],
    ['another size', { size: '720x1280' }, false],
    ['no size in the list', { size: null }, true],
    ['another model', { model: 'sora-2-pro' }, false],
    ['a dated model name', { model: 'sora-2-2025-12-08' }, true],
    ['a prefixed model name', { model: 'openai/sora-2' }, true],
    ['no model in the list', { model: null }, true],
    ['no creation time', { createdAt: null }, false],
    ['created a little before by rounding', { createdAt: T0 - 4000 }, true],
    ['created before', { createdAt: T0 - 6000 }, false],
    ['created while the connection may still have been open', { createdAt: T0 + 180_000 }, true],
    ['created long after', { createdAt: T0 + 190_000 }, false],
  ])('%s', (_name, changes, expected) => {
    expect(couldBe(lostSubmit(), remote(changes), 0)).toBe(expected)
  })

  it('corrects for a provider whose clock is wrong', () => {
    const skewMs = 3_600_000
    expect(couldBe(lostSubmit(), remote({ createdAt: T0 + skewMs + 1000 }), skewMs)).toBe(true)
    expect(couldBe(lostSubmit(), remote({ createdAt: T0 + 1000 }), skewMs)).toBe(false)
  })

  it('allows two minutes either way when the provider does not tell the time', () => {
    expect(couldBe(lostSubmit(), remote({ createdAt: T0 - 119_000 }), null)).toBe(true)
    expect(couldBe(lostSubmit(), remote({ createdAt: T0 - 121_000 }), null)).toBe(false)
  })

  it('leaves to the provider what was not asked for', () => {
    expect(couldBe(lostSubmit({ seconds: null, size: null }), remote({ seconds: 8 }), 0)).toBe(true)
  })
})

describe('matchLost', () => {
  it('pairs equal requests as a multiset: three lost, two landed, one stays lost', () => {
    const lost = [1, 2, 3].map((id) => lostSubmit({ submissionId: id, seq: id, sentAt: T0 + id }))
    const unclaimed = [remote({ remoteId: 'b', createdAt: T0 + 2000 }), remote({ remoteId: 'a', createdAt: T0 + 1000 })]
    expect(match({ lost, unclaimed })).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
  })

  it('leaves everything to an equal request that is still on its way', () => {
    expect(match({ lost: [lostSubmit()], unclaimed: [remote()], inFlightFingerprints: new Set(['f']) })).toEqual([])
    expect(match({ lost: [lostSubmit()], unclaimed: [remote()], inFlightFingerprints: new Set(['g']) })).toHaveLength(1)
  })

  it('serves a job that still waits before one that was sent again or given up', () => {
    const superseded = lostSubmit({ submissionId: 1, sentAt: T0, isWanted: false })
    const current = lostSubmit({ submissionId: 2, sentAt: T0 + 60_000 })
    const landed = remote({ remoteId: 'landed', createdAt: T0 + 61_000 })
    expect(match({ lost: [superseded, current], unclaimed: [landed] })).toEqual([[2, 'landed']])
    const both = [remote({ remoteId: 'first', createdAt: T0 + 1000 }), landed]
    expect(match({ lost: [superseded, current], unclaimed: both })).toEqual([
      [2, 'landed'],
      [1, 'first'],
    ])
  })

  it('never claims anything without a prompt to compare', () => {
    expect(match({ lost: [lostSubmit()], unclaimed: [remote({ prompt: null })] })).toEqual([])
  })

  it('pairs each lost submit and each remote job at most once, and only where they could be the same', () => {
    const lostArbitrary = fc.array(
      fc.record({
        prompt: fc.constantFrom('a', 'b'),
        seconds: fc.constantFrom(4, 8),
        sentAt: fc.nat({ max: 400_000 }),
      }),
    )
    const remoteArbitrary = fc.array(
      fc.record({
        prompt: fc.constantFrom('a', 'b', null),
        seconds: fc.constantFrom(4, 8, null),
        createdAt: fc.option(fc.nat({ max: 600_000 })),
      }),
    )
    fc.assert(
      fc.property(lostArbitrary, remoteArbitrary, fc.boolean(), (lostParts, remoteParts, isClockKnown) => {
        const lost = lostParts.map((part, id) => lostSubmit({ ...part, sentAt: T0 + part.sentAt, submissionId: id }))
        const unclaimed = remoteParts.map((part, id) =>
          remote({ ...part, remoteId: `r${id}`, createdAt: part.createdAt === null ? null : T0 + part.createdAt }),
        )
        const clockSkewMs = isClockKnown ? 0 : null
        const pairs = matchLost({ lost, unclaimed, inFlightFingerprints: new Set(), clockSkewMs })
        expect(new Set(pairs.map((pair) => pair.lost.submissionId)).size).toBe(pairs.length)
        expect(new Set(pairs.map((pair) => pair.remote.remoteId)).size).toBe(pairs.length)
        for (const pair of pairs) expect(couldBe(pair.lost, pair.remote, clockSkewMs)).toBe(true)
        const paired = new Set(pairs.map((pair) => pair.lost.submissionId))
        const taken = new Set(pairs.map((pair) => pair.remote.remoteId))
        for (const one of lost.filter(({ submissionId }) => !paired.has(submissionId))) {
          const open = unclaimed.filter((item) => !taken.has(item.remoteId) && couldBe(one, item, clockSkewMs))
          expect(open, 'nothing fitting is left over').toEqual([])
        }
      }),
    )
  })
})
