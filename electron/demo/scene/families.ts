import type { Landscape } from './landscape.ts'
import type { SeededRandom } from './noise.ts'
import { pick, seededRandom } from './noise.ts'
import { aurora } from './families/aurora.ts'
import { desert } from './families/desert.ts'
import { forest } from './families/forest.ts'
import { lake } from './families/lake.ts'
import { mountains } from './families/mountains.ts'
import { sea } from './families/sea.ts'

/** `style` decides on colours, `layout` on places and shapes. */
export type Family = (style: SeededRandom, layout: SeededRandom) => Landscape

const FAMILIES = [
  { family: mountains, words: /\b(mountains?|ridges?|hills?|valleys?|cliffs?)\b/i },
  { family: sea, words: /\b(sea|ocean|beach|waves?|coast|island|sail\w*|ship|boat|harbou?r)\b/i },
  { family: aurora, words: /\b(aurora|northern lights|night|stars?|galaxy|space|moon\w*|cosmic)\b/i },
  { family: desert, words: /\b(desert|dunes?|sand|camels?|mars|canyon)\b/i },
  { family: forest, words: /\b(forest|woods?|trees?|pines?|fog\w*|mist\w*|jungle|deer|fox|wolf)\b/i },
  { family: lake, words: /\b(lakes?|river|pond|reflection|water|fjord|alpine|snow\w*)\b/i },
] as const

/** Texts that a landscape follows from, so that a remix can keep some and change others. */
export interface SceneSeeds {
  /** Decides on the kind of landscape: the first word that asks for one, or else any, by its hash. */
  family: string
  /** Decides on colours and weather. */
  style: string
  /** Decides on shapes and places: what makes two takes of one prompt differ. */
  layout: string
}

/** The same texts always make the same landscape. */
export function landscapeFor(seeds: SceneSeeds): Landscape {
  const drawn = pick(seededRandom(`family/${seeds.family}`), FAMILIES)
  const asked = FAMILIES.filter((entry) => entry.words.test(seeds.family))
  const [first] = asked.toSorted((a, b) => seeds.family.search(a.words) - seeds.family.search(b.words))
  return (first ?? drawn).family(seededRandom(`style/${seeds.style}`), seededRandom(`layout/${seeds.layout}`))
}
