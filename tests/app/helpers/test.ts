import { test as base } from '@playwright/test'
import { launchApp, type LaunchOptions, type LaunchedApp } from './launch-app'

export interface AppFixtures {
  /** Starts the app; it is closed after the test, and its trace is kept when the test fails. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>
}

export const test = base.extend<AppFixtures>({
  // Playwright reads the names of the fixtures that this one needs from the pattern: none.
  launch: async ({}, use) => {
    const launched: LaunchedApp[] = []
    await use(async (options) => {
      const app = await launchApp(options)
      launched.push(app)
      return app
    })
    for (const app of launched) await app.close()
  },
})

export { expect } from '@playwright/test'
