import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureElectron } from './electron-runtime.mjs'
import { collectNotices } from './notices.mjs'
import { setUp } from './setup.mjs'
import { main, root, run, say } from './shell.mjs'

/** `npm run package`: the unpacked Linux app in dist/linux-unpacked, built without the network. */
export async function packageApp() {
  await setUp({ electron: true })
  const { runtime, electron } = await ensureElectron()
  const dist = await realpath(join(root, 'node_modules/electron/dist'))
  await mkdir(join(root, 'dist'), { recursive: true })
  await writeFile(join(root, 'dist/NOTICES.txt'), await collectNotices())
  say(`packaging with the ${runtime} Electron ${electron}`)
  await run(process.execPath, [
    join(root, 'node_modules/electron-builder/cli.js'),
    '--linux',
    'dir',
    `-c.electronDist=${dist}`,
    `-c.electronVersion=${electron}`,
  ])
  say('the app is dist/linux-unpacked/hindcast')
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await packageApp()
    return 0
  })
}
