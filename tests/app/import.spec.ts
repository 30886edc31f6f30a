import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { axeFaults } from './helpers/axe-faults'
import { expect, test } from './helpers/test'

/** The first days of twelve months or of one, as one reads it. */
const days = Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(2, '0')}/02/2024`)

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-import-'))
})
test.afterEach(() => rm(folder, { recursive: true }))

test('a table is pasted, by key and by button, and the order of its dates asked for', async ({
  launch,
}) => {
  const { page, pageErrors } = await launch({ size: { width: 1440, height: 900 } })
  await expect(page.getByRole('button', { name: 'Paste table' })).toBeVisible()
  const cells = days.map((day, i) => `<tr><td>${day}</td><td>${10 + (i % 4)}</td></tr>`).join('')
  const html = `<table><tr><th>day</th><th>sold</th></tr>${cells}</table>`
  await copy(page, { text: 'not the table', html })
  await page.keyboard.press('Control+V')
  await expect(page.getByText(/Clipboard · HTML, .*12 rows, 2 columns/)).toBeVisible()
  await expect(page.getByText('From', { exact: true }).locator('..')).toContainText('1 Feb 2024')

  const answers = page.getByRole('group', { name: /Day or month first/ })
  await answers.getByRole('button', { name: 'Month first, M/D/YYYY' }).click()
  await expect(page.getByText('To', { exact: true }).locator('..')).toContainText('Dec 2024')
  await expect(answers).toHaveCount(0)
  await expect(page.getByText('as you chose')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])

  // The button pastes what the key would; text alone is parted by its tabs.
  await page.getByTitle('Welcome page').click()
  await copy(page, {
    text: `day\tsold\n${days.map((day, i) => `${day}\t${i}`).join('\n')}\n`,
    html: '',
  })
  await page.getByRole('button', { name: 'Paste table' }).click()
  await expect(page.getByText('Clipboard · UTF-8, tab · 12 rows, 2 columns')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a text is read in another encoding and with another delimiter', async ({ launch }) => {
  const path = join(folder, 'cities.csv')
  const rows = Array.from({ length: 20 }, (_, i) => `2024-01-${10 + i};${i}.5;K\xf6ln`)
  await writeFile(path, ['day;sold;city', ...rows, ''].join('\n'), 'latin1')
  const { page, pageErrors } = await launch({ args: [path], size: { width: 960, height: 640 } })
  await expect(page.getByText('Köln').first()).toBeVisible()
  await page.getByRole('button', { name: 'Keep Windows-1252' }).click()
  await expect(page.getByRole('list', { name: 'Questions' })).toHaveCount(0)

  await choose(page, 'Encoding', 'Windows-1251')
  await expect(page.getByText('Kцln').first()).toBeVisible()
  await choose(page, 'Encoding', 'Windows-1252')
  await expect(page.getByText('Köln').first()).toBeVisible()
  await choose(page, 'Delimiter', 'Comma')
  await expect(page.getByText(/20 rows, 1 column/)).toBeVisible()
  await choose(page, 'Delimiter', 'Semicolon')
  await expect(page.getByText(/20 rows, 3 columns/)).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  expect(pageErrors).toEqual([])
})

/** Puts content on the clipboard as another program would. */
async function copy(page: Page, content: { text: string; html: string }): Promise<void> {
  await page.evaluate(({ text, html }) => {
    const put = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', text)
      if (html !== '') event.clipboardData?.setData('text/html', html)
      event.preventDefault()
    }
    document.addEventListener('copy', put, { once: true })
    document.execCommand('copy')
  }, content)
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
