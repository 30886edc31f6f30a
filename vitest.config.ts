import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests of what keeps state in its module, as TensorFlow.js its backend, or measure the process. */
const ownProcess = ['tests/engine/network/**/*.test.ts']

export default defineConfig({
  plugins: [vue()],
  test: {
    environment: 'node',
    setupFiles: ['tests/property-seed.ts'],
    maxWorkers: 2,
    // Bounds a hang. No test is timed: beside the type checks, on two cores, any may be slow.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'own process', include: ownProcess } },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['tests/{engine,electron,renderer}/**/*.test.ts', 'tests/*.test.ts'],
          exclude: ownProcess,
          // Half of the time went to loading the same modules again for each file.
          isolate: false,
        },
      },
    ],
  },
})
