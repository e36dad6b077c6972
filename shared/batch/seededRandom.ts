/**
 * Uniform in [0, 1) with 53 bits, the same sequence for the same seed on every machine and in every version:
 * a batch that was chosen by seed can be made again. Two steps of the splitmix32 generator a number.
 */
export function createSeededRandom(seed: number): () => number {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53
}

/**
 * `count` different whole numbers below `total`, each set equally likely, in rising order (Floyd's sampling: as many
 * steps as numbers). @param total at least `count`
 */
export function chooseNumbers(count: number, total: number, random: () => number): number[] {
  const chosen = new Set<number>()
  for (let last = total - count; last < total; last += 1) {
    const candidate = Math.floor(random() * (last + 1))
    chosen.add(chosen.has(candidate) ? last : candidate)
  }
  return [...chosen].sort((a, b) => a - b)
}
