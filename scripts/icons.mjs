import { requireNode } from './nodeVersion.mjs'

requireNode()
const { copyFile, mkdir, rm, writeFile } = await import('node:fs/promises')
const { dirname, join } = await import('node:path')
const { makeIconFiles } = await import('./icons/iconFiles.ts')

/** Makes every picture in `resources/icons` from the drawings beside it. Nobody edits those files by hand. */

const ROOT = join(import.meta.dirname, '..')
const RESOURCES = join(ROOT, 'resources')
const ICONS = join(RESOURCES, 'icons')

await rm(ICONS, { recursive: true, force: true })
const files = makeIconFiles(RESOURCES)
for (const [path, content] of files) {
  await mkdir(dirname(join(ICONS, path)), { recursive: true })
  await writeFile(join(ICONS, path), content)
}
// The page's own icon is the same drawing.
await copyFile(join(RESOURCES, 'icon.svg'), join(ROOT, 'renderer', 'public', 'icon.svg'))
const sizeBytes = [...files.values()].reduce((sum, content) => sum + content.length, 0)
process.stdout.write(`${files.size} files, ${Math.round(sizeBytes / 1024)} KiB\n`)
