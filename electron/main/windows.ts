import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { BrowserWindow, app, dialog, nativeTheme, screen } from 'electron'
import tokens from '../../renderer/src/tokens.css?raw'
import type { AppEvents, EventName } from '../contract'
import { lockedPreferences } from './security'
import { errorCodeOf } from './source-file'
import { frameColours, type FrameColours } from './theme'
import { leastSize, openingBounds, parseBounds, type StoredBounds } from './window-bounds'

export interface WindowOptions {
  readonly url: string
  readonly preload: string
  /** Where the window's bounds are kept between runs. */
  readonly boundsFile: string
  readonly log: (line: string) => void
}

const titleBarHeight = 40

/**
 * Opens the app's window. The page draws the title bar, the system draws its buttons over the right end of
 * it (`env(titlebar-area-width)` is what is left), both in the same colours.
 */
export function openWindow({ url, preload, boundsFile, log }: WindowOptions): BrowserWindow {
  const stored = readBounds(boundsFile, log)
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((one) => one.workArea)
  const { surface, frame, symbols } = currentColours()
  const window = new BrowserWindow({
    ...openingBounds(stored, areas),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    backgroundColor: surface,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: frame, symbolColor: symbols, height: titleBarHeight },
    webPreferences: {
      preload,
      ...lockedPreferences,
      devTools: !app.isPackaged,
    },
  })
  if (stored?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())

  followTheme(window)
  keepBounds(window, boundsFile, log)
  offerReload(window, log)
  window.loadURL(url).catch((error: unknown) => {
    if (!window.isDestroyed()) log(`the window did not load: ${String(error)}`)
  })
  return window
}

/** Sends an event of the contract to a window; nothing happens when it is gone. */
export function sendTo<N extends EventName>(
  window: BrowserWindow | null,
  name: N,
  event: AppEvents[N],
): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send(name, event)
}

/** By the system's theme, or by the one that was set for this run. */
function currentColours(): FrameColours {
  return frameColours(tokens, nativeTheme.shouldUseDarkColors ? 'dark' : 'light')
}

function followTheme(window: BrowserWindow): void {
  const paint = (): void => {
    const { surface, frame, symbols } = currentColours()
    window.setBackgroundColor(surface)
    // macOS draws its own buttons and has no overlay to paint.
    if (process.platform === 'darwin') return
    window.setTitleBarOverlay({ color: frame, symbolColor: symbols, height: titleBarHeight })
  }
  nativeTheme.on('updated', paint)
  window.once('closed', () => nativeTheme.off('updated', paint))
}

function readBounds(file: string, log: (line: string) => void): StoredBounds | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') log(`the window's place was not read: ${String(error)}`)
    return null
  }
  const bounds = parseBounds(text)
  if (bounds === null) log(`${file} holds no window's place; the window opens at its usual one`)
  return bounds
}

/** Written at once, not in the background: after the last window's `close` the app may end any moment. */
function keepBounds(window: BrowserWindow, file: string, log: (line: string) => void): void {
  window.on('close', () => {
    const bounds: StoredBounds = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(`${file}.tmp`, JSON.stringify(bounds))
      renameSync(`${file}.tmp`, file)
    } catch (error) {
      log(`the window's place was not kept: ${String(error)}`)
    }
  })
}

/** A crashed page shows nothing and can say nothing, so the system asks for it. */
function offerReload(window: BrowserWindow, log: (line: string) => void): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log(`the window's process ended: ${reason}, code ${exitCode}`)
    const message = 'The window stopped working.'
    const detail = 'Files on disk are untouched. Reloading starts again at the welcome page.'
    const buttons = ['Reload', 'Quit']
    void dialog
      .showMessageBox(window, { type: 'error', message, detail, buttons, defaultId: 0 })
      .then(({ response }) => (response === 0 ? window.reload() : app.quit()))
  })
}
