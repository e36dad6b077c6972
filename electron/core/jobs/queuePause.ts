import type { PauseMode } from '../../../shared/queue/queueState.ts'
import type { SettingsRepository } from '../settings/settingsRepository.ts'

/** How far the queue is paused; null while it moves. */
export const pauseModeOf = (settings: Pick<SettingsRepository, 'get'>): PauseMode | null =>
  settings.get('isQueuePaused') ? settings.get('queuePauseMode') : null

/** Whether looks and downloads are held back as well, except for copies that expire soon. */
export const isHolding = ({ settings }: { settings: Pick<SettingsRepository, 'get'> }): boolean =>
  pauseModeOf(settings) === 'now'

/** A take that the provider deletes within this time is watched and fetched even so. */
export const EXPIRES_SOON_MS = 3_600_000

/**
 * A running job whose copy nobody has seen yet may be finished unseen, and no provider keeps a copy for less than
 * an hour. So it is looked at this long after its turn: then there is time left to fetch what was found.
 */
export const UNSEEN_COPY_LOOK_MS = 2_700_000

export const expiresSoon = (job: { expiresAt: number | null }, now: number): boolean =>
  job.expiresAt !== null && job.expiresAt - EXPIRES_SOON_MS <= now
