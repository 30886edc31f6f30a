import { app, type BrowserWindow } from 'electron'
import { sendTo } from './windows'

/** Files that the user names outside of the window; they wait until a page is there to take them. */
export interface FileRequests {
  /** Sends what waits, now and at each later request. */
  deliverTo(window: BrowserWindow): void
}

/**
 * Collects the file of the command line, those of later starts of the app, which pass theirs to this one,
 * and those that macOS hands over.
 */
export function collectFileRequests(first: string | null): FileRequests {
  const waiting = first === null ? [] : [first]
  let target: BrowserWindow | null = null

  function request(path: string): void {
    if (target === null || target.isDestroyed()) waiting.push(path)
    else sendTo(target, 'file.requested', { path })
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    request(path)
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (target?.isMinimized() === true) target.restore()
    target?.focus()
    const path = fileOf(data)
    if (path !== null) request(path)
  })

  return {
    deliverTo(window) {
      window.webContents.once('dom-ready', () => {
        target = window
        for (const path of waiting.splice(0)) request(path)
      })
    },
  }
}

/** What a second start passes along: `{ file: string | null }`. */
function fileOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('file' in data)) return null
  return typeof data.file === 'string' ? data.file : null
}
