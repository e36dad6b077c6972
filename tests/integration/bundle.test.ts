import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')

interface Graph {
  /** The project's own files, relative to its root. */
  files: string[]
  /** Packages and Node modules that stay outside the bundle. */
  packages: string[]
}

/** Everything that a module of ours reaches, statically or by `import()`. */
const graphOf = async (entry: string): Promise<Graph> => {
  const files = new Set<string>()
  const packages = new Set<string>()
  const collect: Rolldown.Plugin = {
    name: 'collect-graph',
    moduleParsed: ({ id }) => void files.add(id.replace(`${ROOT}/`, '')),
  }
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins: [collect],
    build: {
      ssr: join(ROOT, entry),
      write: false,
      rolldownOptions: {
        external: (id) => {
          const isOutside = !id.startsWith('.') && !id.startsWith('/')
          if (isOutside) packages.add(id.replace(/^((@[^/]+\/)?[^/]+).*$/, '$1'))
          return isOutside
        },
      },
    },
  })
  return { files: [...files].sort(), packages: [...packages].sort() }
}

const SCREEN =
  /^(electron|react|react-dom|react-i18next|i18next|zustand|lucide-react|mediabunny|@base-ui\/.*|@dnd-kit\/.*|@tanstack\/.*)$/

describe('the bundle of the host', () => {
  it('holds neither Electron nor a door nor anything of the screen', async () => {
    const { files, packages } = await graphOf('electron/core/host.ts')
    expect(files).toContain('electron/core/host.ts')
    expect(files.length).toBeGreaterThan(30)
    expect(files.filter((file) => !/^(electron\/core|shared)\//.test(file))).toEqual([])
    expect(packages).toContain('better-sqlite3')
    expect(packages.filter((name) => SCREEN.test(name))).toEqual([])
  })

  it('would show it if it did', async () => {
    expect((await graphOf('electron/main.ts')).packages).toContain('electron')
    expect((await graphOf('renderer/src/stores/screenContext.ts')).packages).toContain('react')
  })
})

describe('the bundle of the server door', () => {
  it('runs on plain Node', async () => {
    const { files, packages } = await graphOf('electron/serve.ts')
    expect(files.filter((file) => /^(electron\/desktop|renderer)\//.test(file))).toEqual([])
    expect(packages.filter((name) => SCREEN.test(name))).toEqual([])
  })
})

describe('the preload', () => {
  it('reaches Electron and the names of two channels, and nothing else', async () => {
    const { files, packages } = await graphOf('electron/preload.ts')
    expect(files).toEqual(['electron/desktop/ipc/channels.ts', 'electron/preload.ts'])
    // The bundler itself asks for node:module.
    expect(packages.filter((name) => name !== 'node:module')).toEqual(['electron'])
  })
})
