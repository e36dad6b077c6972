import { requireNode } from './nodeVersion.mjs'

requireNode()
const { ensureBuilt } = await import('./build.mjs')
await ensureBuilt({ orOutdated: false })
// In this very process, so that signals reach the server and nothing is left behind.
await import('../out/main/serve.js')
