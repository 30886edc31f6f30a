import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { setTheme, setWindowSize } from './helpers/launch-app'
import { expect, test } from './helpers/test'

const wide = { width: 1440, height: 900 }
const narrow = { width: 960, height: 640 }

test('no page breaks a rule of accessibility, in either theme, wide or narrow', async ({
  launch,
}) => {
  const { app, page } = await launch({ size: wide })
  await faultless(app, page, 'welcome')
  await page.getByText('Seattle weather').click()
  await expect(page.getByText('1,461 rows, 6 columns')).toBeVisible()
  await faultless(app, page, 'data')
  await page.keyboard.press('Control+2')
  await expect(page.getByText('What the series says')).toBeVisible()
  await faultless(app, page, 'explore')
  await page.keyboard.press('Control+3')
  await expect(page.getByText('What one window sees')).toBeVisible()
  await faultless(app, page, 'model')
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Forecast', exact: true }),
  ).toBeVisible()
  await faultless(app, page, 'train')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Scores', { exact: true })).toBeVisible()
  await faultless(app, page, 'forecast')
})

/**
 * Colours follow the theme and layout the width, so the narrow window needs one theme, and the other theme of the
 * wide one the rules for colours alone.
 */
const looks = [
  { theme: 'light', size: wide, rules: 'all' },
  { theme: 'dark', size: wide, rules: 'colours' },
  { theme: 'dark', size: narrow, rules: 'all' },
] as const

async function faultless(app: ElectronApplication, page: Page, where: string): Promise<void> {
  for (const { theme, size, rules } of looks) {
    await setTheme(app, theme)
    await setWindowSize(app, page, size)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    // Axe opens a page of its own to gather what frames found; a window of the app allows none.
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const { violations } = await (
      rules === 'all' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])
    ).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${where}, ${theme}, ${String(size.width)}: ${id} ${html}`),
    )
    expect(found).toEqual([])
  }
  await setWindowSize(app, page, wide)
}
