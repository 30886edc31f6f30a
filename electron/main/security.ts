import type { App, Session, WebContents } from 'electron'
import { appOrigin } from './protocol'

/** Of every window of the app: its page has neither Node nor a way round the sandbox. */
export const lockedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
} as const

/** The one page of this app: its address, and the origin that calls may come from. */
export interface PageAddress {
  readonly url: string
  readonly origin: string
}

/**
 * The window's page. While developing it is electron-vite's server, whose address it puts into the
 * environment; a packaged app does not look there.
 */
export function pageAddress(developmentUrl: string | undefined, packaged: boolean): PageAddress {
  if (packaged || developmentUrl === undefined) {
    return { url: `${appOrigin}/index.html`, origin: appOrigin }
  }
  return { url: developmentUrl, origin: new URL(developmentUrl).origin }
}

/** Schemes that stay inside the process: nothing of them reaches a network or a disk. */
const innerSchemes = ['data:', 'blob:', 'devtools:']

/** Whether the window may load an address at all. */
export function mayLoad(address: string, page: PageAddress): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (innerSchemes.includes(url.protocol)) return true
  const origin = `${url.protocol}//${url.host}`
  return origin === page.origin || origin === page.origin.replace(/^http/, 'ws')
}

/** Cancels every request that leaves the app and denies every permission. */
export function lockSession(session: Session, page: PageAddress): void {
  session.webRequest.onBeforeRequest((details, respond) => {
    respond({ cancel: !mayLoad(details.url, page) })
  })
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** Keeps a page where it is: no other address, no second window, no embedded one. */
function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // A reload while developing names the page's own address.
    if (!event.isMainFrame || event.url !== contents.getURL()) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}

/** Locks each page that is ever made, before it loads anything. */
export function lockEveryPage(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}
