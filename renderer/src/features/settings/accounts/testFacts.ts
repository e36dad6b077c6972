import type { AccountTest } from '../../../../../shared/accounts/preset.ts'

/** One thing that a test showed. */
export interface TestFact {
  what: 'reachable' | 'unreachable' | 'keyAccepted' | 'keyRefused' | 'keyUnknown' | 'latency' | 'models' | 'noModels'
  verdict: 'good' | 'bad' | 'unknown'
  /** Milliseconds, or how many; 0 where there is nothing to count. */
  value: number
}

const fact = (what: TestFact['what'], verdict: TestFact['verdict'], value = 0): TestFact => ({ what, verdict, value })

/** What a test showed, one by one. Nothing is said of the key where nothing answered. */
export const readTest = ({ isReachable, isKeyAccepted, latencyMs, modelCount }: AccountTest): TestFact[] => {
  if (!isReachable) return [fact('unreachable', 'bad')]
  return [
    fact('reachable', 'good'),
    isKeyAccepted === null
      ? fact('keyUnknown', 'unknown')
      : isKeyAccepted
        ? fact('keyAccepted', 'good')
        : fact('keyRefused', 'bad'),
    ...(latencyMs === null ? [] : [fact('latency', 'good', latencyMs)]),
    ...(isKeyAccepted === false
      ? []
      : [modelCount === null ? fact('noModels', 'unknown') : fact('models', 'good', modelCount)]),
  ]
}
