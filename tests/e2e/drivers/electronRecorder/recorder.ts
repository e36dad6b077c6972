import { writeFileSync } from 'node:fs'
import { app } from 'electron'
import type { Controls } from '../../../standIn/machine/controls.ts'
import { LAST_WORDS } from '../../../standIn/machine/lastWords.ts'
import { controls } from './controls.ts'
import { recordSystem } from './system.ts'
import { recordWindows } from './windows.ts'

/**
 * Loaded into a real Electron before the app itself: takes down what the app asks of it, and plays what a test cannot
 * do to a real machine (its dialogs, its sleep, its notices). Everything else stays Electron's own.
 */

export type RecorderControls = Partial<Controls>

declare global {
  /** What the driver calls from outside. */
  var dailiesControls: RecorderControls
}

recordSystem()
recordWindows()
globalThis.dailiesControls = controls

const lastWordsPath = process.env['LAST_WORDS']
if (lastWordsPath !== undefined) {
  app.on('quit', () => {
    const words = Object.fromEntries(LAST_WORDS.map((control) => [control, controls[control]?.()]))
    writeFileSync(lastWordsPath, JSON.stringify(words))
  })
}
