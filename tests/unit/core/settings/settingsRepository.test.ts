import { expect, it } from 'vitest'
import { createSettingsRepository, type StoredValues } from '../../../../electron/core/settings/settingsRepository.ts'
import { NOTICE_KINDS } from '../../../../shared/activity/noticeKinds.ts'
import { openMemoryLibrary } from '../jobs/library.ts'

const defaults: StoredValues = {
  videosDir: '/videos',
  queueOnStart: 'as_before',
  trashRetentionDays: 30,
  fileNameTemplate: '{id}',
  isQueuePaused: false,
  queuePauseMode: 'after_running',
  keepsKeysInFile: false,
  notify: Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, true])) as StoredValues['notify'],
}

it('answers with the default until something else is set, and keeps that', () => {
  const db = openMemoryLibrary()
  const settings = createSettingsRepository(db, defaults)
  expect(settings.get('videosDir')).toBe('/videos')
  settings.set('videosDir', '/home/"me"/Vidéos 🎞')
  settings.set('isQueuePaused', true)
  settings.set('isQueuePaused', false)
  const again = createSettingsRepository(db, { ...defaults, isQueuePaused: true })
  expect([again.get('videosDir'), again.get('isQueuePaused')]).toEqual(['/home/"me"/Vidéos 🎞', false])
})

it('follows a default that changes while nothing was chosen', () => {
  const db = openMemoryLibrary()
  createSettingsRepository(db, defaults).set('queueOnStart', 'paused')
  const next = createSettingsRepository(db, { ...defaults, videosDir: '/elsewhere' })
  expect([next.get('videosDir'), next.get('queueOnStart')]).toEqual(['/elsewhere', 'paused'])
})
