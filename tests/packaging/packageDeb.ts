import { readFileSync } from 'node:fs'
import { Arch, build, Platform } from 'electron-builder'
import config from '../../electron-builder.config.ts'

/** Run in a project: goes as far with a .deb as the call of the tool that writes it, and prints what that is told. */

const [, , projectDir = '', electronVersion = '', electronDist = ''] = process.argv

const options = {
  projectDir,
  targets: Platform.LINUX.createTarget('deb', Arch.x64),
  publish: 'never' as const,
  config: { ...config, electronVersion, electronDist },
  effectiveOptionComputed: ([args, desktopFile]: [string[], string]) => {
    process.stdout.write(`\n@@${JSON.stringify({ args, desktop: readFileSync(desktopFile, 'utf8') })}\n`)
    return Promise.resolve(true)
  },
}
await build(options)
