import { requireNode } from './nodeVersion.mjs'

requireNode()
const { readFileSync, writeFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { notesOf } = await import('./packaging/changelog.ts')

/**
 * `node scripts/releaseNotes.mjs v1.2.0` writes what CHANGELOG.md says of that version to where electron-builder and
 * the release look for it. Without a tag it takes what is not released yet, for a trial.
 */

const ROOT = join(import.meta.dirname, '..')
const tag = process.argv[2]
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const giveUp = (message) => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

if (tag !== undefined && tag !== `v${version}`) giveUp(`The tag ${tag} does not fit the version ${version}.`)
const notes = notesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), tag === undefined ? 'Unreleased' : version)
if (notes === null) giveUp(`CHANGELOG.md says nothing about ${tag ?? 'what is not released yet'}.`)
writeFileSync(join(ROOT, 'resources', 'release-notes.md'), `${notes}\n`)
