import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createRandom } from '../../engine/random'
import { answerOpenDialog, type LaunchedApp } from './helpers/launch-app'
import { expect, test } from './helpers/test'

const fixture = join(import.meta.dirname, '../fixtures/app/monthly-sales.csv')

test('a blend beside the network, queued work, and runs to choose among', async ({ shared }) => {
  const { page, pageErrors } = shared
  await open(shared, fixture, 'monthly-sales.csv')
  await page.keyboard.press('Control+3')
  await setFields(page, { Units: '4', 'Most epochs': '3' })
  await train(page)

  await page.keyboard.press('Control+6')
  await page.getByRole('radio', { name: 'Auto' }).click()
  await forecastButton(page).click()
  // One job has all cores: the next one waits for it.
  await page.keyboard.press('Control+3')
  await setFields(page, { Units: '5' })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Begins when the automatic forecast has ended.')).toBeVisible()
  await expect(forecastButton(page)).toBeVisible()

  const runs = page.getByRole('region', { name: 'Runs' })
  await runs.getByRole('button', { name: /GRU 4 / }).click()
  await page.keyboard.press('Control+6')
  await expect(page.getByText(/run 1, refitted on all data/)).toBeVisible()
  await page.getByRole('radio', { name: 'Auto' }).click()
  await expect(page.getByRole('heading', { name: 'Why this blend' })).toBeVisible()
  await expect(
    page.getByRole('table', { name: /Forecast of units/ }).locator('tbody tr'),
  ).toHaveCount(12)
  await runs.getByRole('button', { name: /GRU 5 / }).click()
  await expect(page.getByText('No automatic forecast yet')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a network that repeats the last price is trained on returns in one press', async ({
  shared,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'hindcast-prices-'))
  const path = join(folder, 'prices.csv')
  await writeFile(path, randomWalk())
  const { page, pageErrors } = shared
  await open(shared, path, 'prices.csv')
  await page.keyboard.press('Control+3')
  await setFields(page, { Horizon: '8' })
  await train(page)
  await page.keyboard.press('Control+5')
  await setFields(page, { Folds: '4' })
  await page.keyboard.press('Control+Enter')
  const offer = page.getByRole('button', { name: /^Forecast returns/ })
  await expect(page.getByRole('button', { name: 'Backtest again' })).toBeVisible()
  await offer.click()
  await expect(page.getByText('run 2 · GRU 32')).toBeVisible()
  await expect(forecastButton(page)).toBeVisible()
  await page.keyboard.press('Control+1')
  await expect(page.getByText(/returns/i).first()).toBeVisible()
  expect(pageErrors).toEqual([])
  await rm(folder, { recursive: true })
})

/** Daily prices whose next step nothing tells. */
function randomWalk(): string {
  const random = createRandom(7)
  let price = 100
  const rows = Array.from({ length: 200 }, (_, day) => {
    price *= Math.exp(0.02 * random.normal())
    return `${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},${price.toFixed(2)}`
  })
  return ['date,price', ...rows, ''].join('\n')
}

async function open({ app, page }: LaunchedApp, path: string, name: string): Promise<void> {
  await answerOpenDialog(app, path)
  await page.getByRole('button', { name: /Open file/ }).click()
  await expect(page).toHaveTitle(`${name} – Hindcast`)
}

async function setFields(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) {
    const field = page.getByRole('complementary').getByRole('textbox', { name })
    await field.fill(text)
    await field.press('Enter')
  }
}

async function train(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(forecastButton(page)).toBeVisible()
}

function forecastButton(page: Page) {
  return page.getByRole('main').getByRole('button', { name: 'Forecast', exact: true })
}
