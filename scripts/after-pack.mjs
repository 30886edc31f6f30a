import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Hook of electron-builder: a packaged app must start nothing but itself. */
export default async function afterPack({ appOutDir }) {
  await rm(join(appOutDir, 'resources/default_app.asar'), { force: true })
}
