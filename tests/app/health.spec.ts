import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { axeFaults } from './helpers/axe-faults'
import { answerOpenDialog, answerSaveDialog } from './helpers/launch-app'
import { openFile } from './helpers/open-file'
import { expect, test } from './helpers/test'

const workbook = join(import.meta.dirname, '../fixtures/workbooks/notes-first.xlsx')

/** Days of a quiet weekly pattern: 2024-02-10 and 11 have no row, 2024-03-01 reads 900. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
  const value = 20 + [0, 1, 2, 3, 2, 1, 0][i % 7] + (i % 3) * 0.1
  return { day, value: day === '2024-03-01' ? 900 : value }
}).filter(({ day }) => day !== '2024-02-10' && day !== '2024-02-11')
const text = ['day,sold', ...rows.map(({ day, value }) => `${day},${value.toFixed(1)}`), ''].join(
  '\n',
)

let folder: string
let path: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-health-'))
  path = join(folder, 'sold.csv')
  await writeFile(path, text)
})
test.afterEach(() => rm(folder, { recursive: true }))

test('a gap and an outlier are found, repaired, told and undone', async ({ launch }) => {
  const { app, page, pageErrors } = await launch({
    args: [path],
    size: { width: 1440, height: 900 },
  })
  const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem')
  const repairs = page.getByRole('list', { name: 'Repairs' }).getByRole('listitem')
  const outlier = findings.filter({ hasText: 'Outliers' })
  const gap = findings.filter({ hasText: 'Missing rows' })
  await expect(outlier).toContainText('900')
  await expect(gap).toContainText('2 days have no row')
  await expect(findings.filter({ hasText: 'has no value in' })).toHaveCount(1)
  await expect(repairs).toHaveCount(0)

  // A line across the two days settles the missing rows and the missing values.
  await gap.getByRole('button', { name: 'Straight line' }).click()
  await expect(gap.getByRole('img', { name: 'Straight line, day: 2 values change.' })).toBeVisible()
  await expect(repairs).toHaveCount(0)
  await gap.getByRole('button', { name: 'Apply' }).click()
  await expect(repairs).toHaveCount(1)
  await expect(repairs.first()).toContainText('2 values changed.')
  await expect(gap).toHaveCount(0)
  await expect(findings.filter({ hasText: 'has no value in' })).toHaveCount(0)

  const line = outlier.getByRole('button', { name: 'Straight line' })
  await line.focus()
  await page.keyboard.press('Enter')
  await expect(outlier.getByRole('button', { name: 'Apply' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(line).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(outlier.getByText('1 value changes.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(repairs).toHaveCount(2)
  await expect(repairs.nth(1)).toContainText('1 value changed.')
  await expect(outlier).toHaveCount(0)
  await expect(page.getByText('Nothing to decide.')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])

  const second = page.getByRole('checkbox', { name: 'Straight line at 1 date, sold' })
  await second.focus()
  await page.keyboard.press('Space')
  await expect(repairs.nth(1)).toContainText('Off; it changes nothing.')
  await expect(outlier).toHaveCount(1)
  await second.click()
  await expect(outlier).toHaveCount(0)

  // The order changes by keyboard; the list goes to a file and onto the next one.
  await page.getByRole('button', { name: 'Move Straight line at 1 date, sold' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(repairs.first()).toContainText('Straight line at 1 date')
  const saved = join(folder, 'repairs.json')
  await answerSaveDialog(app, saved)
  await page.getByRole('button', { name: 'Save repairs…' }).click()
  await expect(page.getByText('Saved repairs.json')).toBeVisible()
  await answerOpenDialog(app, saved)
  await page.getByRole('button', { name: 'Apply saved repairs…' }).click()
  await expect(page.getByText('2 steps of repairs.json applied.')).toBeVisible()
  await expect(repairs).toHaveCount(4)
  await page.getByRole('button', { name: 'Undo Straight line at 1 date, sold' }).last().click()
  await page.getByRole('button', { name: 'Undo Straight line, sold' }).last().click()
  await expect(repairs).toHaveCount(2)

  await page.getByRole('button', { name: 'Undo Straight line at 1 date, sold' }).click()
  await expect(repairs).toHaveCount(1)
  await expect(outlier).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo Straight line, sold' }).click()
  await expect(repairs).toHaveCount(0)
  await expect(gap).toHaveCount(1)
  expect(await axeFaults(page)).toEqual([])
  expect(pageErrors).toEqual([])
})

test('rows of one date are joined in the grid too, and come back', async ({ shared }) => {
  await writeFile(path, text.replace('2024-01-05,', '2024-01-05,9\n2024-01-05,'))
  const { page } = shared
  await openFile(shared, path)
  await expect(page.getByText('119 rows, 2 columns')).toBeVisible()
  const duplicate = page.getByRole('listitem').filter({ hasText: 'a date that another row has' })
  await duplicate.first().getByRole('button', { name: 'Sum' }).click()
  await duplicate.first().getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('118 rows, 2 columns')).toBeVisible()
  await expect(page.getByText('1 row went into another.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo Summed, day' }).click()
  await expect(page.getByText('119 rows, 2 columns')).toBeVisible()
})

test('uneven dates are resampled or counted, and rows without dates are counted', async ({
  shared,
}) => {
  const { page, pageErrors } = shared
  // Two rows in each week from 1 January 2024, at changing distances.
  const day = (i: number): string =>
    new Date(Date.UTC(2024, 0, 1 + 7 * Math.floor(i / 2) + (i % 2) * (1 + (i % 5))))
      .toISOString()
      .slice(0, 10)
  const uneven = Array.from({ length: 60 }, (_, i) => `${day(i)},${i % 9}`)
  await writeFile(path, ['day,sold', ...uneven, ''].join('\n'))
  await openFile(shared, path)
  const finding = page.getByRole('listitem').filter({ hasText: 'Uneven dates' })
  await finding.first().getByRole('combobox', { name: 'Rows of a step' }).click()
  await page.getByRole('option', { name: 'Sum' }).click()
  await finding.first().getByRole('button', { name: 'Resample' }).click()
  await expect(finding.first().getByText('A series of 30 steps, weekly.')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await finding.first().getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('30 rows, one a step.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo Weekly, sum, day' }).click()
  await finding.first().getByRole('button', { name: 'Count rows' }).click()
  await finding.first().getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Each row is a step; its date only orders it.')).toBeVisible()

  const plain = join(folder, 'plain.csv')
  await writeFile(plain, ['sold', ...uneven.map((row) => row.slice(11)), ''].join('\n'))
  await openFile(shared, plain)
  await expect(page.getByText('none, rows counted')).toBeVisible()
  await expect(
    page.getByText('No column holds dates, so the rows count as steps 1 to 60'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Quick forecast' })).toBeEnabled()
  expect(pageErrors).toEqual([])
})

test('a workbook opens at its table, and at another sheet when one is picked', async ({
  shared,
}) => {
  const { page, pageErrors } = shared
  await openFile(shared, workbook)
  const picker = page.getByRole('combobox', { name: 'Sheet' })
  await expect(picker).toHaveText('Data')
  expect(await axeFaults(page)).toEqual([])
  await picker.click()
  await expect(page.getByRole('option')).toHaveText(['Notes (no table)', 'Data', 'Old'])
  await page.getByRole('option', { name: 'Old' }).click()
  await expect(picker).toHaveText('Old')
  await expect(page.getByText(/notes-first.xlsx · XLSX, Old/)).toBeVisible()
  expect(pageErrors).toEqual([])
})
