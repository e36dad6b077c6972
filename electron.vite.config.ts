import { resolve } from 'node:path'
import babel from '@rolldown/plugin-babel'
import tailwindcss from '@tailwindcss/vite'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const fromRoot = (path: string): string => resolve(import.meta.dirname, path)

/**
 * `main` holds both doors. The server door runs on plain Node too, so it is built for the oldest Node
 * that `engines` allows; what lies in node_modules stays there.
 */
export default defineConfig({
  main: {
    build: {
      outDir: fromRoot('out/main'),
      target: 'node22.12',
      externalizeDeps: true,
      rolldownOptions: {
        input: { main: fromRoot('electron/main.ts'), serve: fromRoot('electron/serve.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
    plugins: [react(), babel({ presets: [reactCompilerPreset()] }), tailwindcss()],
    build: {
      outDir: fromRoot('out/renderer'),
      minify: true,
      // `gallery.html` shows every component in every state, for people and for tests. Named, because electron-vite
      // puts an empty entry of its own into a list.
      rolldownOptions: {
        input: { index: fromRoot('renderer/index.html'), gallery: fromRoot('renderer/gallery.html') },
      },
    },
  },
})
