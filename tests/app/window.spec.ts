import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseMenuItem, setTheme, setWindowSize, switches } from './helpers/launch-app'
import { axeFaults } from './helpers/axe-faults'
import { expect, test } from './helpers/test'

const root = join(import.meta.dirname, '../..')
const rows = Array.from({ length: 60 }, (_, i) => {
  const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
  return `${day},${10 + (i % 7)}`
})

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-files-'))
  await writeFile(join(folder, 'sales.csv'), ['day,sold', ...rows, ''].join('\n'))
  await writeFile(join(folder, 'other.csv'), ['day,sold', ...rows, ''].join('\n'))
})
test.afterEach(() => rm(folder, { recursive: true }))

test('it opens without an error, not smaller than its pages need, and hears the menu', async ({
  launch,
}) => {
  const { app, page, pageErrors } = await launch()
  const least = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].getMinimumSize(),
  )
  expect(least).toEqual([960, 640])
  await chooseMenuItem(app, 'about')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('page and system draw the window in the same theme', async ({ launch }) => {
  const { app, page } = await launch()
  for (const [theme, surface] of [
    ['dark', '#191D20'],
    ['light', '#FFFFFF'],
  ] as const) {
    await setTheme(app, theme)
    // The system tells the app of its theme a moment later.
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBackgroundColor()),
      )
      .toBe(surface)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  }
})

test('it opens where it was closed', async ({ launch }) => {
  const userData = join(folder, 'user-data')
  const first = await launch({ userData })
  const bounds = { x: 40, y: 30, width: 1000, height: 700 }
  await first.app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0].setBounds(wanted),
    bounds,
  )
  await first.close()
  const second = await launch({ userData })
  const opened = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].getBounds(),
  )
  expect(opened).toEqual(bounds)
  // Closed here, because the folder that it writes to goes before the fixtures do.
  await second.close()
})

test('a file on the command line is opened, and a second start hands its own to the first', async ({
  launch,
}) => {
  const { page, userData } = await launch({ args: [join(folder, 'sales.csv')] })
  await expect(page).toHaveTitle('sales.csv – Hindcast')
  const electron: unknown = createRequire(import.meta.url)('electron')
  const args = [...switches(userData), root, join(folder, 'other.csv')]
  const second = spawn(String(electron), args, { stdio: 'ignore' })
  const code = await new Promise((resolve) => second.on('exit', resolve))
  expect(code).toBe(0)
  await expect(page).toHaveTitle('other.csv – Hindcast')
})

test('a file that changes on disk is noticed when the window gets the focus', async ({
  launch,
}) => {
  const { app, page } = await launch({ args: [join(folder, 'sales.csv')] })
  await expect(page).toHaveTitle('sales.csv – Hindcast')
  const next = await page.evaluateHandle(() => ({
    change: new Promise((resolve) => {
      window.hindcast.on('file.changed', (event) => resolve(event.change))
    }),
  }))
  await rm(join(folder, 'sales.csv'))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].emit('focus'))
  expect(await next.evaluate(({ change }) => change)).toBe('deleted')
})

test('About leads to what trains on this computer, which is copied as text', async ({ shared }) => {
  const { app, page } = shared
  await page.getByRole('button', { name: /^Hindcast \d/ }).click()
  await page.getByRole('button', { name: 'Diagnostics' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await expect(dialog.getByText('Speed trials')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Diagnostics' })).toBeFocused()
  const usual = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  for (const size of [{ width: 960, height: 640 }, usual]) {
    await setWindowSize(app, page, size)
    expect(await axeFaults(page)).toEqual([])
  }
  await dialog.getByRole('button', { name: 'Copy as text' }).press('Enter')
  await expect(dialog.getByText('Copied')).toBeVisible()
  const text = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toContain(`Chromium: ${await app.evaluate(() => process.versions.chrome)}`)
  expect(text).toMatch(/Kernels: (relaxed )?SIMD/)
  expect(text).toMatch(/WebGL( computes)?: /)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Diagnostics' })).toBeFocused()
})
