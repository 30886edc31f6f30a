import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCommandFolder } from '../../helpers/command'
import type { CommandFolder } from '../../helpers/command'
import { growingMonths } from '../../helpers/series'

let folder: CommandFolder
beforeEach(async () => {
  folder = await createCommandFolder()
})
afterEach(() => folder.remove())

const day = (count: number): string =>
  new Date(Date.UTC(2024, 0, 1 + count)).toISOString().slice(0, 10)

describe('hindcast forecast --direction', () => {
  it('prints classes with their probabilities and what they are worth', async () => {
    const rows = Array.from(growingMonths(96), (value, i) => `${day(i)},${value.toFixed(2)}\n`)
    await folder.write('sales.csv', `day,sales\n${rows.join('')}`)
    const words = ['forecast', 'sales.csv', '--direction', '--history', '12', '--horizon', '2']
    const { code, stdout } = await folder.run(...words, '--json')
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ classes: ['down', 'flat', 'up'], horizon: 2, cases: 19 })
    expect(Object.keys(printed.metrics)).toEqual([
      'accuracy',
      'balancedAccuracy',
      'brier',
      'calibrationError',
    ])
    expect(printed.forecast).toHaveLength(2)
    expect(Object.keys(printed.forecast[0].probabilities)).toEqual(['down', 'flat', 'up'])
    const text = await folder.run(...words)
    expect(text.stdout).toMatch(/Came, said → +down +flat +up/)
    const both = await folder.run(...words, '--model', 'ets')
    expect(both.stderr).toContain('--model does not go with --direction.')
  })
})

describe('hindcast forecast --classes', () => {
  it('takes texts, on a panel, in folds', async () => {
    const lines = ['north', 'south'].flatMap((shop) =>
      Array.from(
        { length: 100 },
        (_, i) => `${day(i)},${shop},${['sun', 'rain', 'rain', 'snow'][i % 4]}\n`,
      ),
    )
    await folder.write('sky.csv', `day,shop,sky\n${lines.join('')}`)
    const words = ['--classes', 'sky', '--id', 'shop', '--folds', '2', '--history', '8', '--json']
    const { code, stdout } = await folder.run('forecast', 'sky.csv', ...words)
    expect(code).toBe(0)
    const { id, series } = JSON.parse(stdout)
    expect(id).toBe('shop')
    expect(series.map((each: { id: string }) => each.id)).toEqual(['north', 'south'])
    expect(series[1]).toMatchObject({
      classes: ['sun', 'rain', 'snow'],
      cases: 20,
      metrics: { accuracy: 1 },
      forecast: [{ date: '2024-04-10', class: 'sun' }],
    })
  })
})
