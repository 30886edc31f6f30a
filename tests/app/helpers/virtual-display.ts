import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface VirtualDisplay {
  stop(): void
}

/** Starts an X server without a screen on a free number and makes it the display of what this process starts. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(server, 'exit').then(() => null)
  // It writes the number once windows can open.
  const written = await Promise.race([once(server.stdout.setEncoding('utf8'), 'data'), ended])
  if (written === null) throw new Error('Xvfb ended before it named its display')
  process.env.DISPLAY = `:${String(written[0]).trim()}`
  return {
    stop() {
      delete process.env.DISPLAY
      server.kill()
    },
  }
}
