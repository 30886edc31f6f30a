import { join } from 'node:path'
import { packageApp } from './package.mjs'
import { main, pass, root } from './shell.mjs'
import { ensureSystem } from './system-packages.mjs'
import { hasDisplay } from './window.mjs'

/** `npm run test:packaged`: packages the app, starts it and drives it through one forecast. */
await main(async () => {
  await packageApp()
  const playwright = join(root, 'node_modules/@playwright/test/cli.js')
  if (!hasDisplay()) await ensureSystem(['display'])
  const args = [playwright, 'test', '-c', 'tests/app/packaged.config.ts']
  return pass(process.execPath, args, { cwd: root })
})
