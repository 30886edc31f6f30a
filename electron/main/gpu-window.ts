import { BrowserWindow, MessageChannelMain, app } from 'electron'
import type { FromGpu } from '../../engine/jobs/gpu-messages'
import { gpuPortMessage } from '../contract'
import type { GpuWindow } from '../hosts/gpu-host'
import { lockedPreferences } from './security'

export interface GpuWindowOptions {
  readonly url: string
  readonly preload: string
}

/** Opens a window that is never shown; its page starts one worker, which the port leads to. */
export function openGpuWindow({ url, preload }: GpuWindowOptions): GpuWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload,
      ...lockedPreferences,
      devTools: false,
      // A hidden page is slowed down otherwise.
      backgroundThrottling: false,
    },
  })
  const { port1, port2 } = new MessageChannelMain()
  const closed = new Promise<void>((resolve) => window.once('closed', resolve))
  let closing = false
  let lose: (what: string) => void = () => undefined
  let gone: string | null = null

  function end(what: string): void {
    if (closing || gone !== null) return
    gone = what
    lose(what)
  }
  const onChildGone = (_event: unknown, { type, reason }: Electron.Details): void => {
    if (type === 'GPU') end(`the process of the graphics driver ended (${reason})`)
  }
  app.on('child-process-gone', onChildGone)
  window.webContents.on('render-process-gone', (_event, { reason }) =>
    end(`its window ended (${reason})`),
  )
  window.once('closed', () => {
    app.off('child-process-gone', onChildGone)
    end('its window was closed')
  })
  window.loadURL(url).then(
    () => window.webContents.postMessage(gpuPortMessage, null, [port2]),
    (error: unknown) => end(`its window did not load (${String(error)})`),
  )
  const rendererGone = new Promise<void>((resolve) =>
    window.webContents.once('render-process-gone', () => resolve()),
  )
  port1.start()

  return {
    post: (message) => port1.postMessage(message),
    listen(onMessage, onGone) {
      port1.on('message', ({ data }: { data: FromGpu }) => onMessage(data))
      lose = onGone
      if (gone !== null) onGone(gone)
    },
    async close() {
      closing = true
      port1.close()
      if (!window.isDestroyed() && killRenderer(window)) await Promise.race([rendererGone, closed])
      if (!window.isDestroyed()) window.destroy()
      await closed
    },
  }
}

/**
 * Ends the window's process, and with it what the driver's process has still to do for it: destroying a window
 * waits for that, and all of main with it. False where there is no process, or not one of its own.
 */
function killRenderer(window: BrowserWindow): boolean {
  const own = window.webContents.getOSProcessId()
  const others = BrowserWindow.getAllWindows().filter((other) => other !== window)
  if (own === 0 || others.some(({ webContents }) => webContents.getOSProcessId() === own)) {
    return false
  }
  try {
    return process.kill(own, 'SIGKILL')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
