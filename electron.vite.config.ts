import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname

const find = createRequire(import.meta.url)
/** WASM binaries that are loaded by name, by the folder beside the main bundle that they go to. */
const binaries: readonly (readonly [folder: string, from: string, name: RegExp])[] = [
  ['kernels', join(root, 'resources/kernels'), /\.wasm$/],
  ['tfjs', dirname(find.resolve('@tensorflow/tfjs-backend-wasm')), /\.wasm$/],
  ['augurs', dirname(find.resolve('@bsull/augurs/mstl')), /^mstl_bg\.wasm$/],
]

function wasmFiles(): Plugin {
  return {
    name: 'hindcast:wasm-files',
    generateBundle() {
      for (const [folder, from, wanted] of binaries) {
        for (const name of readdirSync(from).filter((each) => wanted.test(each))) {
          this.emitFile({
            type: 'asset',
            fileName: `${folder}/${name}`,
            source: readFileSync(join(from, name)),
          })
        }
      }
    },
  }
}

/**
 * Main is one ES module bundle: as CommonJS a `?nodeWorker` chunk would also be required, and run, by
 * main. Preload must be CommonJS because a sandboxed preload cannot be a module.
 */
export default defineConfig({
  main: {
    plugins: [wasmFiles()],
    build: {
      target: 'node20',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve(root, 'electron/main/index.ts'),
          hindcast: resolve(root, 'electron/cli/hindcast.ts'),
          'job-process': resolve(root, 'electron/hosts/job-process.entry.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].mjs',
          chunkFileNames: 'chunks/[name]-[hash].mjs',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      // A sandboxed preload can load no other file, so the two share none.
      isolatedEntries: true,
      externalizeDeps: false,
      rollupOptions: {
        input: {
          app: resolve(root, 'electron/preload/app.ts'),
          gpu: resolve(root, 'electron/preload/gpu.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [vue(), tailwindcss()],
    // The kernels of an executor are loaded when it is used, also inside a worker.
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: {
        input: {
          index: resolve(root, 'renderer/index.html'),
          gpu: resolve(root, 'renderer/gpu/index.html'),
        },
      },
    },
  },
})
