/**
 * `npm run bench:chart`: opens a file of a million rows in the built app and prints how long that takes,
 * how soon a reading is cancelled, and how many frames a second its chart draws while keys pan and zoom
 * it, one key a frame. Not a test: nothing here passes or fails. Needs a display (`xvfb-run -a` gives one).
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchApp } from '../app/helpers/launch-app'

const rows = 1_000_000
const columns = 7
const frames = 240
const firstMinute = Date.UTC(2023, 0, 1)

const folder = await mkdtemp(join(tmpdir(), 'hindcast-chart-'))
const path = join(folder, 'million.csv')
await writeFile(path, text())
console.log(`file: ${((await stat(path)).size / 1e6).toFixed(1)} MB, ${rows} rows`)
const launched = await launchApp({ size: { width: 1440, height: 900 }, theme: 'light' })
try {
  await measure(launched.page)
} finally {
  await launched.close()
  await rm(folder, { recursive: true })
}

async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open file' }).waitFor()
  const start = performance.now()
  await request(path)
  await page
    .getByText(/1,000,000 rows, 8 columns/)
    .first()
    .waitFor({ timeout: 120_000 })
  await page.getByRole('gridcell').first().waitFor({ timeout: 120_000 })
  console.log(`open to the grid: ${seconds(start)} s`)
  await page.keyboard.press('Control+2')
  await page.getByRole('group', { name: /Series chart/ }).waitFor({ timeout: 120_000 })
  await page.locator('canvas').first().waitFor()
  console.log(`open to the chart: ${seconds(start)} s`)

  await page.getByRole('group', { name: /Series chart/ }).focus()
  await printFrames(page, 'zoom', ['+', '+', '+', '+', '-', '-', '-', '-'])
  await page.keyboard.press('0')
  await page.keyboard.press('+')
  await printFrames(page, 'pan half a million points', ['ArrowLeft', 'ArrowRight'])

  await request(path)
  await page.getByRole('button', { name: /Cancel/ }).click({ timeout: 30_000 })
  const cancelled = performance.now()
  await page.getByRole('heading', { name: /^Reading/ }).waitFor({ state: 'detached' })
  // The thread is free again once it answers for the file that stayed open.
  await page.keyboard.press('Control+1')
  await page.getByRole('gridcell').first().waitFor({ timeout: 30_000 })
  console.log(`cancel to the grid of the file that stayed: ${seconds(cancelled)} s`)
}

/** Has main send the window a file, as a second start of the app does. */
async function request(file: string): Promise<void> {
  await launched.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0].webContents.send('file.requested', { path: wanted })
  }, file)
}

/** One key in each frame; the gaps between frames tell what a hand on the key would see. */
async function printFrames(page: Page, name: string, keys: readonly string[]): Promise<void> {
  const gaps = await page.evaluate(
    async ([pressed, count]) => {
      const chart = document.activeElement
      const found: number[] = []
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      for (let i = 0; i < count; i++) {
        const key = pressed[i % pressed.length]
        chart?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
        found.push(now - last)
        last = now
      }
      return found
    },
    [keys, frames] as const,
  )
  const sorted = gaps.toSorted((a, b) => a - b)
  const rate = (share: number): string =>
    (1000 / sorted[Math.floor((sorted.length - 1) * share)]).toFixed(1)
  console.log(
    `${name}: median ${rate(0.5)} frames/s, 5th percentile ${rate(0.95)} (${frames} frames)`,
  )
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(2)
}

/** A minute a row and seven columns of numbers, noisy so that every pixel has extremes of its own. */
function text(): string {
  const lines = ['time,' + Array.from({ length: columns }, (_, i) => `v${i + 1}`).join(',')]
  let seed = 1
  const noise = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  for (let i = 0; i < rows; i++) {
    const time = new Date(firstMinute + i * 60_000).toISOString()
    const values = Array.from({ length: columns }, (_, c) =>
      (10 * Math.sin(i / 7000 + c) + noise()).toFixed(3),
    )
    lines.push(`${time.slice(0, 10)} ${time.slice(11, 16)},${values.join(',')}`)
  }
  return `${lines.join('\n')}\n`
}
