import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { hasDisplay } from '../../scripts/window.mjs'

const root = join(import.meta.dirname, '../..')

/** End-to-end tests of the built app in a real window. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'test-results/app'),
  // A display that is there is shared, and so is its focus; else each worker starts one of its own.
  workers: hasDisplay() ? 1 : 2,
  retries: 0,
  forbidOnly: true,
  // These bound a hang. No test is timed: a busy computer may take several times as long as a quiet one.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: join(root, 'test-results/app.json') }]],
  use: { trace: 'retain-on-failure' },
})
