import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { main, pass, root, say } from './shell.mjs'
import { callersFolder, electronSwitches, hasDisplay } from './window.mjs'

/** `npm start`: the app in its window; without a display the same main job on a shipped sample. */
await main(async () => {
  const args = process.argv.slice(2)
  if (hasDisplay()) {
    await setUp({ electron: true })
    const electron = join(root, 'node_modules/electron/cli.js')
    const command = [electron, ...(await electronSwitches()), root, ...args]
    return pass(process.execPath, command, { cwd: callersFolder() })
  }
  say('no display here, so the forecast is made without a window')
  await setUp({ electron: false })
  const command = [join(root, 'out/main/hindcast.mjs'), 'demo', ...args]
  return pass(process.execPath, command, { cwd: callersFolder() })
})
