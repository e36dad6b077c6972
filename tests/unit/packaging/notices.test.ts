import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noticesOf } from '../../../scripts/notices.ts'
import { makeTempFolder } from '../../fakes/tempFolder.ts'

const install = async (root: string, name: string, data: object, files: Record<string, string> = {}): Promise<void> => {
  const folder = join(root, 'node_modules', name)
  await mkdir(join(folder, 'esm'), { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...data }))
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
}

describe('the licences of what is bundled', () => {
  it('come once for each package, with where the source is', async () => {
    await using root = await makeTempFolder()
    await install(root.path, 'one', { license: 'MIT', repository: 'someone/one' }, { LICENSE: 'Take it.' })
    await install(root.path, '@some/two', { license: 'MPL-2.0' }, { 'LICENCE.md': 'Share.', 'NOTICE.txt': 'Mind us.' })
    const ids = ['one/esm/a.js', 'one/esm/b.js?commonjs', '@some/two/index.js'].map((id) =>
      join(root.path, 'node_modules', id),
    )
    const text = noticesOf([...ids, `\0${ids[0]}`, join(root.path, 'src/own.ts'), '\0rolldown/runtime.js'])
    expect(text.match(/^one 1\.0\.0 \(MIT\)$/gm)).toHaveLength(1)
    expect(text).toContain('Source: someone/one\n\nTake it.')
    expect(text).toMatch(/@some\/two 1\.0\.0 \(MPL-2\.0\)[^]*Share\.[^]*Mind us\./)
    expect(text).not.toContain('own.ts')
  })

  it('name the licence where a package brings no text, and its author', async () => {
    await using root = await makeTempFolder()
    await install(root.path, 'bare', { license: 'ISC', author: { name: 'Ada' } })
    expect(noticesOf([join(root.path, 'node_modules/bare/index.js')])).toContain('ISC licence, by Ada')
  })

  it('stop the build where a package says nothing of its licence', async () => {
    await using root = await makeTempFolder()
    await install(root.path, 'mute', {})
    expect(() => noticesOf([join(root.path, 'node_modules/mute/index.js')])).toThrow('mute says nowhere')
  })
})
