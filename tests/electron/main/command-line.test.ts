import { describe, expect, it } from 'vitest'
import { namedFile } from '../../../electron/main/command-line'

const packaged = { workingFolder: '/home/ada', appFolder: null }
const tree = { workingFolder: '/src/hindcast', appFolder: '/src/hindcast' }

describe('namedFile', () => {
  it.each([
    [['/opt/hindcast/hindcast'], null],
    [['/opt/hindcast/hindcast', 'data/sales.csv'], '/home/ada/data/sales.csv'],
    [['/opt/hindcast/hindcast', '/srv/sales.csv'], '/srv/sales.csv'],
    [['/opt/hindcast/hindcast', '--no-sandbox', '--user-data-dir=/tmp/x'], null],
    [['/opt/hindcast/hindcast', '--no-sandbox', 'sales.csv', '--lang=de'], '/home/ada/sales.csv'],
  ])('packaged: %j names %s', (argv, file) => {
    expect(namedFile({ argv, ...packaged })).toBe(file)
  })

  it.each([
    [['electron', '.'], null],
    [['electron', '/src/hindcast'], null],
    [['electron', '--no-sandbox', '.', 'sales.csv'], '/src/hindcast/sales.csv'],
    [['electron', '-r', '/x/loader.js', '.', '--inspect=0', '/srv/a.csv'], '/srv/a.csv'],
    [['electron', '-r', '/x/loader.js', '.'], null],
  ])('development: %j names %s', (argv, file) => {
    expect(namedFile({ argv, ...tree })).toBe(file)
  })
})
