import { test as base } from '@playwright/test'
import { hasDisplay } from '../../../scripts/window.mjs'
import { launchApp, type LaunchOptions, type LaunchedApp } from './launch-app'
import { startVirtualDisplay, type VirtualDisplay } from './virtual-display'

export interface WorkerFixtures {
  /** Where there is no display, one for each worker: windows that share one take each other's focus. */
  readonly display: VirtualDisplay | null
  /** One app for tests that leave nothing behind in it but their page's state, which `page` clears. */
  readonly sharedApp: LaunchedApp
}

export interface AppFixtures {
  /** Starts the app; it is closed after the test, and its trace is kept when the test fails. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>
  /** The shared app with its page loaded afresh. */
  readonly shared: LaunchedApp
}

// Playwright reads the names of the fixtures that one needs from the pattern, even where it needs none.
export const test = base.extend<AppFixtures, WorkerFixtures>({
  launch: async ({}, use) => {
    const launched: LaunchedApp[] = []
    await use(async (options) => {
      const app = await launchApp(options)
      launched.push(app)
      return app
    })
    for (const app of launched) await app.close()
  },
  shared: async ({ sharedApp }, use) => {
    await sharedApp.page.reload()
    sharedApp.forgetErrors()
    await use(sharedApp)
  },
  display: [
    async ({}, use) => {
      const display = hasDisplay() ? null : await startVirtualDisplay()
      await use(display)
      display?.stop()
    },
    { scope: 'worker', auto: true },
  ],
  sharedApp: [
    async ({}, use) => {
      const app = await launchApp()
      await use(app)
      await app.close()
    },
    { scope: 'worker' },
  ],
})

export { expect } from '@playwright/test'
