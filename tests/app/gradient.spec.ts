import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, setWindowSize } from './helpers/launch-app'
import { expect, test } from './helpers/test'

test('a SimpleRNN with a long history shows how it forgets', async ({ launch }) => {
  const { app, page, pageErrors } = await launch({ size: { width: 1440, height: 900 } })
  await page.getByText('Seattle weather').click()
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
  await page.keyboard.press('Control+3')
  await page.getByRole('combobox', { name: 'Cell' }).click()
  await page.getByRole('option', { name: /SimpleRNN.*tanh/ }).click()
  await setField(page, 'History', '60')
  await setField(page, 'Most epochs', '12')
  await page.keyboard.press('Control+Enter')

  const section = page.getByRole('region', { name: 'Gradient X-ray' })
  const picture = section.getByRole('img', { name: /^Gradient by layer and step back\. SimpleRNN/ })
  await expect(picture).toBeVisible()
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Forecast', exact: true }),
  ).toBeVisible()
  await expect(section.getByText('SimpleRNN forgets.')).toBeVisible()
  await expect(
    section.getByText(
      /Left of the mark under 1 % of the gradient survives: \d+ days back in layer 1\. Gradients of layer 1 \(SimpleRNN\) vanish \(below 0\.1 %\) beyond about \d+ steps: 59 steps back .* Use LSTM or GRU, or a shorter history\./,
    ),
  ).toBeVisible()

  await expect(page.getByRole('region', { name: 'Memory' })).toContainText('moves the forecast')

  for (const theme of ['light', 'dark'] as const) {
    await setTheme(app, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    // Axe opens a page of its own to gather what frames found; a window of the app allows none.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`)).toEqual([])
  }

  // In a low window the words stay and the picture is opened by its button.
  await setWindowSize(app, page, { width: 1100, height: 700 })
  await expect(picture).toBeHidden()
  await expect(section.getByText('SimpleRNN forgets.')).toBeVisible()
  await section.getByRole('button', { name: 'Show' }).click()
  await expect(picture).toBeVisible()
  expect(pageErrors).toEqual([])
})

async function setField(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).fill(text)
  await page.getByRole('textbox', { name }).press('Enter')
}
