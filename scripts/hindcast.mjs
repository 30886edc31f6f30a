import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { main, pass, root } from './shell.mjs'
import { callersFolder } from './window.mjs'

/** `npm run -s hindcast -- …`: the engine without a window. Set-up speaks on stderr only. */
await main(async () => {
  await setUp({ electron: false })
  const command = [join(root, 'out/main/hindcast.mjs'), ...process.argv.slice(2)]
  return pass(process.execPath, command, { cwd: callersFolder() })
})
