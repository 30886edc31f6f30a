import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['tests/{engine,electron,renderer}/**/*.test.ts', 'tests/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
  },
})
