import { join } from 'node:path'
import { damagedLibrary, HostOpenError } from '../../core/hostError.ts'
import type { Translate } from '../texts/texts.ts'

export interface StartPlace {
  text: Translate
  /** Null where it could not be entered. */
  dataFolder: string | null
}

/** What went wrong and the ways out that this door has; errors that nobody expected speak for themselves. */
export const describeStartFailure = (error: unknown, { text, dataFolder }: StartPlace): string => {
  const damage = dataFolder === null ? null : damagedLibrary(error, join(dataFolder, 'dailies.db'))
  const failure = damage ?? error
  if (!(failure instanceof HostOpenError)) return wordsOf(failure)
  const { path } = failure
  const reason = wordsOf(failure.cause ?? failure)
  const otherFolder = text('start:otherFolder')
  switch (failure.code) {
    case 'folder_in_use':
      return `${text('start:inUse', { path })}\n\n${otherFolder}`
    case 'database_too_new':
      return `${text('start:tooNew', { path })}\n\n${otherFolder}`
    case 'folder_unusable':
      return `${text('start:unusable', { path, reason })}\n\n${otherFolder}`
    case 'library_damaged':
      return text('start:damaged', { path, reason })
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
