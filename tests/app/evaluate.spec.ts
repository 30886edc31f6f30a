import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { axeFaults } from './helpers/axe-faults'
import { answerOpenDialog, answerSaveDialog, setTheme, setWindowSize } from './helpers/launch-app'
import { openFile } from './helpers/open-file'
import { expect, test } from './helpers/test'

const fixture = join(import.meta.dirname, '../fixtures/app/monthly-sales.csv')

test('a backtest judges the network, by the keyboard alone', async ({ launch }) => {
  const { app, page, pageErrors } = await launch({ args: [fixture] })
  await train(page, '12')
  await page.keyboard.press('Control+5')
  await expect(page.getByText('Not backtested yet')).toBeVisible()
  await setField(page, 'Folds', '4')
  await setField(page, 'Window', '60')
  await expect(page.getByText(/each learned from the 60 months before it/)).toBeVisible()
  await page.keyboard.press('Control+Enter')

  const league = page.getByRole('table', { name: /Scores over the folds/ })
  await expect(page.getByRole('button', { name: 'Backtest again' })).toBeVisible()
  await expect(league.locator('tbody tr')).toHaveCount(11)
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText(/MASE \d\.\d{3} against \d\.\d{3}, p .* over 4 folds/)
  await expect(page.getByText(/4 folds of 12 months, Jan 2020 to Dec 2023/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Coverage passport' })).toContainText('48 months')

  await page.getByRole('button', { name: 'Leak proof' }).click()
  await expect(page.getByText(/every bit of 11 forecasts stayed the same/)).toBeVisible()
  await page.getByRole('button', { name: 'Replay' }).click()
  await expect(page.getByText(/all 120 numbers are the same/)).toBeVisible()

  for (const theme of ['light', 'dark'] as const) {
    await setTheme(app, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await axeFaults(page)).toEqual([])
  }
  await setWindowSize(app, page, { width: 960, height: 640 })
  expect(await axeFaults(page)).toEqual([])

  // The verdict of the folds stands above the forecast too.
  const headline = await verdict.locator('.font-serif').innerText()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Forecast', exact: true })).toBeVisible()
  await expect(page.getByText(headline)).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a cancelled backtest keeps the folds that were finished', async ({ shared }) => {
  const { page } = shared
  await openFile(shared, fixture)
  await train(page, '300')
  await page.keyboard.press('Control+5')
  await expect(page.getByText('Not backtested yet')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Partial so far.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Partial: cancelled.')).toBeVisible()
  await expect(
    page.getByText(/Scores are over \d of 5 folds, all that were finished\./),
  ).toBeVisible()
  await expect(page.getByRole('table', { name: /Scores over the folds/ })).toBeVisible()
})

test('directions are trained on, and judged against the commonest', async ({
  shared,
}, testInfo) => {
  const { app, page, pageErrors } = shared
  await answerOpenDialog(app, fixture)
  await page.getByRole('button', { name: /Open file/ }).click()
  await expect(page).toHaveTitle('monthly-sales.csv – Hindcast')
  await page.keyboard.press('Control+3')
  await page.getByRole('combobox', { name: 'Forecast' }).click()
  await page.getByRole('option', { name: 'Direction' }).click()
  await expect(page.getByRole('textbox', { name: 'Horizon' })).toHaveValue('1')
  await setField(page, 'Most epochs', '12')
  // The primary key is not the list's that has the focus.
  await page.getByRole('combobox', { name: 'Forecast' }).focus()
  await page.keyboard.press('Control+Enter')
  await expect(forecastButton(page)).toBeVisible()

  await page.keyboard.press('Control+5')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    /“(down|flat|up)”: right/,
  )
  const cells = page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody td:last-child')
  const cases = (await cells.allInnerTexts()).map(Number)
  expect(cases.reduce((sum, count) => sum + count, 0)).toBe(24)
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('row', { name: /^Jan 2024 (down|flat|up)/ })).toBeVisible()
  const exported = testInfo.outputPath('directions.csv')
  await answerSaveDialog(app, exported)
  await page.keyboard.press('Control+E')
  await expect(page.getByText('Saved directions.csv')).toBeVisible()
  expect(await readFile(exported, 'utf8')).toMatch(
    /^date,class,down,flat,up\n2024-01-01,(down|flat|up)(,[01](\.\d+)?){3}\n$/,
  )
  expect(await axeFaults(page)).toEqual([])
  expect(pageErrors).toEqual([])
})

function forecastButton(page: Page) {
  return page.getByRole('main').getByRole('button', { name: 'Forecast', exact: true })
}

/** Trains for so many epochs, without stopping early. */
async function train(page: Page, epochs: string): Promise<void> {
  await expect(page).toHaveTitle('monthly-sales.csv – Hindcast')
  await page.keyboard.press('Control+3')
  for (const name of ['Most epochs', 'Stop after']) await setField(page, name, epochs)
  await page.keyboard.press('Control+Enter')
  await expect(forecastButton(page)).toBeVisible()
}

async function setField(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).fill(text)
  await page.getByRole('textbox', { name }).press('Enter')
}
