import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog } from './helpers/launch-app'
import { openFile } from './helpers/open-file'
import { expect, test } from './helpers/test'

const fixture = join(import.meta.dirname, '../fixtures/app/monthly-sales.csv')

/** The fixture is a rising line times a fixed pattern of the year, so what comes is known. */
const pattern = [0.9, 0.92, 0.98, 1.0, 1.02, 1.08, 1.15, 1.14, 1.05, 0.97, 0.88, 0.91]
const next = pattern.map((share, month) => (200 + 2 * (120 + month)) * share)

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-export-'))
})
test.afterEach(() => rm(folder, { recursive: true }))

test('a file in, a trained network, a forecast out', async ({ launch }) => {
  const { app, page, pageErrors } = await launch()
  await answerOpenDialog(app, fixture)
  await page.getByRole('button', { name: /Open file/ }).click()
  await expect(page).toHaveTitle('monthly-sales.csv – Hindcast')
  await expect(page.getByText('UTF-8, comma · 120 rows, 2 columns')).toBeVisible()
  await expect(page.getByText('2014-01-01')).toBeVisible()

  await page.keyboard.press('Control+2')
  await expect(page.getByText('Monthly, 120 months')).toBeVisible()

  await page.keyboard.press('Control+3')
  await expect(page.getByRole('textbox', { name: 'Horizon' })).toHaveValue('12')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Train', exact: true })).toBeVisible()
  await trained(page)

  // The primary key works from a group of radio buttons too, which takes Enter for itself.
  await page.getByRole('radio', { name: 'Log' }).focus()
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByText(/No evidence that this network beats .+: MASE \d\.\d\d against \d\.\d\d/),
  ).toBeVisible()
  await expect(
    page.getByRole('table', { name: /Forecast of units/ }).locator('tbody tr'),
  ).toHaveCount(12)

  const path = join(folder, 'sales-forecast.csv')
  await answerSaveDialog(app, path)
  await page.keyboard.press('Control+E')
  await expect(page.getByText('Saved sales-forecast.csv')).toBeVisible()
  const [header, ...rows] = (await readFile(path, 'utf8')).trim().split(/\r?\n/)
  expect(header).toBe('date,mean,lo80,hi80,lo95,hi95')
  expect(rows.map((row) => row.split(',')[0])).toEqual(
    pattern.map((_, month) => `2024-${String(month + 1).padStart(2, '0')}-01`),
  )
  rows.forEach((row, month) => {
    const [mean, lo80, hi80, lo95, hi95] = row.split(',').slice(1).map(Number)
    expect(Math.abs(mean / next[month] - 1)).toBeLessThan(0.1)
    expect([lo95, lo80, mean, hi80, hi95]).toEqual(
      [lo95, lo80, mean, hi80, hi95].toSorted((a, b) => a - b),
    )
  })
  expect(pageErrors).toEqual([])
})

test('the same file, spec and seed give the same file twice', async ({ shared }) => {
  const { app, page } = shared
  await openFile(shared, fixture)
  const exported: string[] = []
  for (const name of ['first.csv', 'second.csv']) {
    await page.keyboard.press('Control+3')
    await expect(page.getByText('What one window sees')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await trained(page)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Scores', { exact: true })).toBeVisible()
    await answerSaveDialog(app, join(folder, name))
    await page.keyboard.press('Control+E')
    await expect(page.getByText(`Saved ${name}`)).toBeVisible()
    exported.push(await readFile(join(folder, name), 'utf8'))
  }
  expect(exported[1]).toBe(exported[0])
})

test('cancel stops the training and keeps what was there', async ({ shared }) => {
  const { page } = shared
  await page.getByText('Seattle weather').click()
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
  await page.keyboard.press('Control+3')
  // No early stop: a short training could be over before Escape is pressed.
  for (const name of ['Most epochs', 'Stop after']) {
    await page.getByRole('textbox', { name }).fill('1000')
    await page.getByRole('textbox', { name }).press('Enter')
  }
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^Epoch \d/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Run 1 was cancelled.')).toBeVisible()
  await page.keyboard.press('Control+1')
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
})

/** The run in progress has ended with a forecast. */
async function trained(page: Page): Promise<void> {
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Forecast', exact: true }),
  ).toBeVisible()
}
