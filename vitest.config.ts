import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['tests/{engine,electron,renderer}/**/*.test.ts', 'tests/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/property-seed.ts'],
    maxWorkers: 2,
    // Bounds a hang. No test is timed: beside the type checks, on two cores, any may be slow.
    testTimeout: 60_000,
  },
})
