import { createRandom } from '../simulation/random.ts'

const WORDS = 5000
const SYLLABLES = 'ka lo mi ren tu sha bel dor fin gal ha jun nor pe qui ros stel vam wy zo'.split(' ')

/** Made-up words, most frequent first; their beginnings repeat as in a real language. */
export const VOCABULARY: readonly string[] = (() => {
  const random = createRandom(7)
  const pick = (): string => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? ''
  const words = new Set<string>()
  while (words.size < WORDS) words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, pick).join(''))
  return [...words]
})()

/** Chooses word ranks by Zipf's law: the word of rank r comes with a share proportional to 1/r. */
function createZipf(random: () => number): () => number {
  const sums = new Float64Array(WORDS)
  let sum = 0
  for (let rank = 0; rank < WORDS; rank += 1) sums[rank] = sum += 1 / (rank + 1)
  return () => {
    const wanted = random() * sum
    let low = 0
    let high = WORDS - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Prompts of 5 to 60 words, short ones more often: 23 words on average. */
export function createPrompts(seed: number): () => string {
  const random = createRandom(seed)
  const zipf = createZipf(random)
  return () => {
    let text = ''
    for (let left = 5 + Math.floor(56 * random() ** 2); left > 0; left -= 1) text += ` ${VOCABULARY[zipf()]}`
    return text.slice(1)
  }
}
