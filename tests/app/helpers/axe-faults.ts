import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What is inaccessible on the page as it is now: the rule and the element of each violation. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))
}
