import type { PictureSize } from '../h264/parameterSets.ts'
import { FRAMES_PER_SECOND, pictureParameterSet, sequenceParameterSet } from '../h264/parameterSets.ts'
import type { Sample } from '../h264/mp4File.ts'
import { lengthPrefixed, mp4File } from '../h264/mp4File.ts'
import { createPictureEncoder } from '../h264/pictureEncoder.ts'
import type { SceneSeeds } from '../scene/families.ts'
import { landscapeFor } from '../scene/families.ts'
import { createPainter } from '../scene/painter.ts'

/** All that a take is made from; the same recipe always makes the same bytes. */
export interface TakeRecipe {
  scene: SceneSeeds
  size: PictureSize
  seconds: number
  /** Unix seconds, as noted in the file. */
  createdAt: number
}

const KEY_PICTURE_EVERY = FRAMES_PER_SECOND

/**
 * Renders a take as MP4, in pieces of a few tenths of a millisecond: it yields after each row of
 * macroblocks, so that whoever drives it can let others run.
 */
export function* renderTake(recipe: TakeRecipe): Generator<undefined, Uint8Array> {
  const painter = createPainter(landscapeFor(recipe.scene), recipe.size, recipe.scene.layout)
  const encoder = createPictureEncoder(recipe.size)
  const samples: Sample[] = []
  for (let frame = 0; frame < recipe.seconds * FRAMES_PER_SECOND; frame += 1) {
    const isKey = frame % KEY_PICTURE_EVERY === 0
    painter.begin(frame / FRAMES_PER_SECOND)
    yield
    for (let row = 0; row < painter.rows; row += 1) {
      painter.prepareRow(row)
      yield
    }
    encoder.startPicture(isKey)
    for (let row = 0; row < painter.rows; row += 1) {
      encoder.encodeRow(painter, row)
      yield
    }
    samples.push({ data: lengthPrefixed(encoder.finishPicture()), isKey })
  }
  return mp4File(samples, {
    size: recipe.size,
    sequenceParameterSet: sequenceParameterSet(recipe.size),
    pictureParameterSet: pictureParameterSet(),
    createdAt: recipe.createdAt,
  })
}
