import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerOpenDialog } from './helpers/launch-app'
import { openFile } from './helpers/open-file'
import { expect, test } from './helpers/test'

const months = (count: number, value: (step: number) => string | number): string =>
  Array.from({ length: count }, (_, step) => {
    const month = new Date(Date.UTC(2010, step, 1)).toISOString().slice(0, 10)
    return `${month},${String(value(step))}\n`
  }).join('')

const good = `month,sold\n${months(60, (step) => 100 + (step % 12) + ((7 * step * step) % 13))}`

/** Files that cannot be read, each with what the window says of them. */
const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['empty.csv', '', /empty\.csv.*(empty|no content)/i],
  ['header.csv', 'month,sold\n', /header\.csv.*(header|no rows)/i],
  ['picture.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /picture\.csv/],
]

/** Files that open, but of which no forecast can be made, each with what the window says. */
const blocked: readonly (readonly [string, string, RegExp])[] = [
  ['no-number.csv', 'month,shop\n2010-01-01,north\n2010-02-01,south\n', /number/i],
  [
    'short.csv',
    `month,sold\n${months(3, (step) => step)}`,
    /needs? (at least )?\d+ (rows|months)/i,
  ],
  ['constant.csv', `month,sold\n${months(60, () => 7)}`, /(all values|same value|equal|constant)/i],
]

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-bad-'))
  await writeFile(join(folder, 'good.csv'), good)
})
test.afterEach(() => rm(folder, { recursive: true }))

test('what cannot be read is named, and what was open stays', async ({ shared }) => {
  const { app, page, pageErrors } = shared
  await openFile(shared, join(folder, 'good.csv'))
  for (const [name, content, message] of refused) {
    await writeFile(join(folder, name), content)
    await answerOpenDialog(app, join(folder, name))
    await page.keyboard.press('Control+O')
    await expect(page.getByText(message).first()).toBeVisible()
    await expect(page).toHaveTitle('good.csv – Hindcast')
    await page
      .getByRole('button', { name: /Back|Close|Dismiss|Keep/ })
      .first()
      .click()
    await expect(page.getByText('60 rows, 2 columns')).toBeVisible()
  }
  await mkdir(join(folder, 'folder.csv'))
  await answerOpenDialog(app, join(folder, 'folder.csv'))
  await page.keyboard.press('Control+O')
  await expect(page.getByText(/folder\.csv.*(folder|directory)/i).first()).toBeVisible()
  await expect(page).toHaveTitle('good.csv – Hindcast')
  expect(pageErrors).toEqual([])
})

test('what gives no forecast says why and opens all the same', async ({ shared }) => {
  const { page, pageErrors } = shared
  for (const [name, content, message] of blocked) {
    await writeFile(join(folder, name), content)
    await openFile(shared, join(folder, name))
    await expect(page.getByRole('main').getByText(message).first()).toBeVisible()
  }
  expect(pageErrors).toEqual([])
})

test('a file that changes or goes while it is open', async ({ shared }) => {
  const path = join(folder, 'good.csv')
  const { page } = shared
  await openFile(shared, path)
  await expect(page.getByText('60 rows, 2 columns')).toBeVisible()
  await writeFile(path, `${good}2015-01-01,108\n`)
  await expect(page.getByText('The file changed on disk.')).toBeVisible()
  await expect(page.getByText('60 rows, 2 columns')).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByText('61 rows, 2 columns')).toBeVisible()
  await unlink(path)
  await expect(page.getByText('The file was deleted or moved.')).toBeVisible()
  await expect(page.getByText('61 rows, 2 columns')).toBeVisible()
})

test('a training that turns to no number keeps the window and says what to do', async ({
  shared,
}) => {
  const { page } = shared
  await page.getByText('Seattle weather').click()
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
  await page.keyboard.press('Control+3')
  await page.getByRole('combobox', { name: 'Cell' }).click()
  await page.getByRole('option', { name: /ReLU/ }).click()
  await page.getByRole('combobox', { name: 'Loss' }).click()
  await page.getByRole('option', { name: 'Squared' }).click()
  await page.getByRole('textbox', { name: 'Learning rate' }).fill('1')
  await page.getByRole('textbox', { name: 'Learning rate' }).press('Enter')
  await page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).click()
  await expect(page.getByText(/Training stopped at epoch \d+/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Train with learning rate 0.1' })).toBeVisible()
  await page.keyboard.press('Control+1')
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
})
