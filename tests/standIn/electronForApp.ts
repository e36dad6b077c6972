import { startApp } from './app/app.ts'
import { connectRoles } from './app/roles.ts'

/**
 * What `electron` is to an app that runs on the stand-in. Evaluated right before the app's own main module, so that the
 * app becomes ready only after that has run to its end.
 */

export * from './electron.ts'

connectRoles()
startApp()
