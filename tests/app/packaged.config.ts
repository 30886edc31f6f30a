import { defineConfig } from '@playwright/test'
import base from './playwright.config'

/** The packaged app, driven by `npm run test:packaged`; `npm test` leaves it out. */
export default defineConfig(base, { testMatch: 'packaged.drive.ts', reporter: 'list' })
