import { join } from 'node:path'
import { app, ipcMain, protocol, session, type BrowserWindow } from 'electron'
import { namedFile } from './command-line'
import { collectFileRequests, type FileRequests } from './file-requests'
import { serveCalls } from './ipc'
import { log } from './log'
import { installMenu } from './menu'
import { registerAppScheme, serveApp } from './protocol'
import { lockEveryPage, lockSession, pageAddress } from './security'
import { createServices, type Services } from './services'
import { openWindow, sendTo } from './windows'

const main = import.meta.dirname
const out = join(main, '..')
const appFolder = app.isPackaged ? null : app.getAppPath()
const file = namedFile({ argv: process.argv, workingFolder: process.cwd(), appFolder })

// As root Chromium cannot make its sandbox; asking for it against --no-sandbox crashes every page.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

// A second start hands its file to the first and ends.
if (app.requestSingleInstanceLock({ file })) {
  const requests = collectFileRequests(file)
  registerAppScheme(protocol)
  lockEveryPage(app)
  app
    .whenReady()
    .then(() => start(requests))
    .catch((error: unknown) => {
      log(`the app could not start: ${error instanceof Error ? error.stack : String(error)}`)
      app.exit(1)
    })
} else {
  app.quit()
}

function start(requests: FileRequests): void {
  const page = pageAddress(process.env.ELECTRON_RENDERER_URL, app.isPackaged)
  let window: BrowserWindow | null = null
  const services = createServices(() => window, main, {
    url: new URL('/gpu/index.html', page.url).href,
    preload: join(out, 'preload/gpu.cjs'),
  })
  lockSession(session.defaultSession, page)
  serveApp(protocol, join(out, 'renderer'))
  serveCalls(ipcMain, services.handlers, {
    origin: page.origin,
    knows: (contentsId) => window?.webContents.id === contentsId,
  })
  installMenu((command) => sendTo(window, 'menu.command', { command }))
  window = openWindow({
    url: page.url,
    preload: join(out, 'preload/app.cjs'),
    boundsFile: join(app.getPath('userData'), 'window.json'),
    log,
  })
  window.on('focus', () => void services.checkFiles())
  window.on('closed', () => {
    window = null
    // A hidden window at work would keep the app alive unseen.
    app.quit()
  })
  requests.deliverTo(window)
  endThreadsBeforeQuit(services)
}

function endThreadsBeforeQuit(services: Services): void {
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void services.close().finally(() => {
      ended = true
      // In a turn of its own: within this event's the refusal still stands, and quitting would hang.
      setImmediate(() => app.quit())
    })
  })
}
