import { expect, it } from 'vitest'
import { tipTable } from '../../../renderer/src/charts/tip-table'
import { theme } from './fixtures'

it('writes names from files as text, never as HTML', () => {
  const html = tipTable(
    '<b>',
    [{ colour: null, name: '<img src=x onerror="x">', value: '&' }],
    theme,
  )
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<b>')
  expect(html).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;')
})
