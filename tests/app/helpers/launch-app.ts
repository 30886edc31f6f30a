import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '../../..')

export interface LaunchOptions {
  /** Words after the app on its command line, such as a file. */
  readonly args?: readonly string[]
  /** Chromium's, before the app on the command line. */
  readonly switches?: readonly string[]
  /** Of the page in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number }
  readonly theme?: 'light' | 'dark'
  /** A folder of an earlier launch to start with what it left; else a new one that `close` deletes. */
  readonly userData?: string
  /** A packaged app to start instead of the built tree. */
  readonly executablePath?: string
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** What the page reported as errors so far: exceptions and console errors. */
  readonly pageErrors: readonly string[]
  forgetErrors(): void
  close(): Promise<void>
}

/** Electron's switches for a start of its own beside others. */
export function switches(userData: string): string[] {
  return [
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu-sandbox'] : []),
    '--force-device-scale-factor=1',
    // Nothing is in view half faded in, or half between two themes.
    '--force-prefers-reduced-motion',
    `--user-data-dir=${userData}`,
  ]
}

/** Starts the built app with a user data folder of its own and waits until its page has loaded. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const { args = [], size, theme, executablePath } = options
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'hindcast-app-')))
  const app = await _electron.launch({
    executablePath,
    cwd: root,
    // Left alone, Playwright shows every page a light system.
    colorScheme: null,
    args: [
      ...switches(userData),
      ...(options.switches ?? []),
      ...(executablePath === undefined ? [root] : []),
      ...args,
    ],
  })
  const page = await app.firstWindow()
  const pageErrors: string[] = []
  page.on('pageerror', (error) => pageErrors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  await page.waitForLoadState('load')
  if (theme !== undefined) await setTheme(app, theme)
  if (size !== undefined) await setWindowSize(app, page, size)
  return {
    app,
    page,
    userData,
    pageErrors,
    forgetErrors() {
      pageErrors.length = 0
    },
    async close() {
      await app.close()
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true })
    },
  }
}

/** Sets what the system's theme is taken for; the page sees `prefers-color-scheme` change. */
export async function setTheme(app: ElectronApplication, theme: 'light' | 'dark'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source
  }, theme)
}

export async function setWindowSize(
  app: ElectronApplication,
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0].setContentSize(width, height)
  }, size)
  await page.waitForFunction(
    ({ width, height }) => innerWidth === width && innerHeight === height,
    size,
  )
}

/** The next open dialog answers with this path, or is closed with null. */
export async function answerOpenDialog(
  app: ElectronApplication,
  path: string | null,
): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    const canceled = answer === null
    const filePaths = answer === null ? [] : [answer]
    dialog.showOpenDialog = () => Promise.resolve({ canceled, filePaths })
  }, path)
}

/** The next save dialog answers with this path, or is closed with null. */
export async function answerSaveDialog(
  app: ElectronApplication,
  path: string | null,
): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: answer === null, filePath: answer ?? '' })
  }, path)
}

/** Chooses an item of the application menu, as its key would. */
export async function chooseMenuItem(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, itemId) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(itemId)
    if (!item) throw new Error(`the menu has no item ${itemId}`)
    item.click()
  }, id)
}
