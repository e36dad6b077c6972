import { resolve } from 'node:path'
import babel from '@rolldown/plugin-babel'
import tailwindcss from '@tailwindcss/vite'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { thirdPartyNotices } from './scripts/notices.ts'

const fromRoot = (path: string): string => resolve(import.meta.dirname, path)

/** Whether the page loads a module of ours at once: by imports alone, with no `import()` on the way from its entry. */
const isFirst = (id: string, modules: ModuleGraph, seen = new Set<string>()): boolean => {
  if (seen.has(id)) return false
  seen.add(id)
  const known = modules.getModuleInfo(id)
  return known !== null && (known.isEntry || known.importers.some((importer) => isFirst(importer, modules, seen)))
}
interface ModuleGraph {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null
}

/**
 * `main` holds both doors. The server door runs on plain Node too, so it is built for the oldest Node that `engines`
 * allows. Only `dependencies` stay outside, which are the native ones: a start reads few files, and the package
 * carries nothing but what is used.
 */
export default defineConfig({
  main: {
    plugins: [thirdPartyNotices()],
    build: {
      outDir: fromRoot('out/main'),
      target: 'node22.12',
      externalizeDeps: true,
      rolldownOptions: {
        input: { main: fromRoot('electron/main.ts'), serve: fromRoot('electron/serve.ts') },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // By this name the tests put another updater in its place, which asks no network.
          chunkFileNames: ({ facadeModuleId }) =>
            facadeModuleId?.includes('/node_modules/electron-updater/') === true
              ? 'chunks/electron-updater-[hash].js'
              : 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: fromRoot('out/preload'),
      // A sandboxed preload can require nothing but Electron itself, and only as CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: fromRoot('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromRoot('renderer'),
    plugins: [react(), babel({ presets: [reactCompilerPreset()] }), tailwindcss(), thirdPartyNotices()],
    build: {
      outDir: fromRoot('out/renderer'),
      minify: true,
      // A test watches what the first script weighs, compressed.
      chunkSizeWarningLimit: 800,
      // `gallery.html` shows every component in every state, for people and for tests. Named, because electron-vite
      // puts an empty entry of its own into a list.
      rolldownOptions: {
        input: { index: fromRoot('renderer/index.html'), gallery: fromRoot('renderer/gallery.html') },
        // One script in the place of fifty small ones that the first view and later ones have in common. What it needs of
        // a library comes along; the rest of the library does not.
        output: {
          codeSplitting: {
            groups: [
              {
                name: (id, modules) => (!id.includes('node_modules') && isFirst(id, modules) ? 'first' : null),
                debugName: 'first',
              },
            ],
          },
        },
      },
    },
  },
})
