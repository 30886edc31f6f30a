import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { baselinesFor } from '../../../engine/evaluate/method-titles'
import { createCommandFolder } from '../../helpers/command'
import type { CommandFolder } from '../../helpers/command'
import { noise } from '../../helpers/panel'
import { growingMonths } from '../../helpers/series'

/** `month,shop,sales` from January 2000 on, the shops one after the other. */
function shopsCsv(shops: Readonly<Record<string, Float64Array>>): string {
  const lines = Object.entries(shops).flatMap(([shop, values]) =>
    Array.from(values, (value, step) => {
      const month = String((step % 12) + 1).padStart(2, '0')
      return `${2000 + Math.floor(step / 12)}-${month}-01,${shop},${value.toFixed(2)}`
    }),
  )
  return ['month,shop,sales', ...lines].map((line) => `${line}\n`).join('')
}

/** The baselines that judge, and that are judged when they are asked for. */
const all = [...baselinesFor(12, { kind: 'monthly', multiple: 1 }, 1)].sort()
const months = shopsCsv({ one: growingMonths(96) }).replaceAll(/,shop|,one/g, '')
const shops = shopsCsv({ north: growingMonths(84, 2), south: growingMonths(72, 3) })

let folder: CommandFolder
beforeEach(async () => {
  folder = await createCommandFolder()
})
afterEach(() => folder.remove())

describe('hindcast backtest', () => {
  it('prints one JSON object with scores, passports and verdicts', async () => {
    await folder.write('sales.csv', months)
    const words = ['--horizon', '6', '--folds', '5', '--methods', 'ets,theta', '--json']
    const { code, stdout, stderr } = await folder.run('backtest', 'sales.csv', ...words)
    // On a busy machine a part may take long enough to be told of.
    expect(stderr.split('\n').filter((line) => !/^$|\d of 50 parts: /.test(line))).toEqual([])
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({
      target: 'sales',
      frequency: 'monthly',
      season: 12,
      series: 1,
      horizon: 6,
      folds: 5,
      step: 6,
    })
    const names = printed.methods.map(({ method }: { method: string }) => method)
    expect([...names].sort()).toEqual(all)
    const ets = printed.methods.find(({ method }: { method: string }) => method === 'ets')
    expect(ets.byHorizon).toHaveLength(6)
    expect(ets.byFold).toHaveLength(5)
    expect(Object.keys(ets.coverage)).toEqual(['80', '95'])
    expect(ets.passport[0]).toMatchObject({ level: 0.8 })
    expect(ets.verdict).toMatch(/^No evidence that exponential smoothing beats .*, 5 folds\)/)
    expect(ets.mase).toBeLessThan(1)
  })

  it('prints verdicts and a table for people', async () => {
    await folder.write('sales.csv', months)
    const { code, stdout } = await folder.run('backtest', 'sales.csv', '--methods', 'theta')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Theta: /)
    expect(stdout).toMatch(/sales: \d folds of 12 months/)
    expect(stdout).toMatch(/Method +MASE +sMAPE +WAPE +Pinball +in 80 % +in 95 % +Seconds/)
    expect(stdout).toMatch(/Last year's value +\d\.\d{3}/)
    expect(stdout).toMatch(/The band of 80 % held \d+ % of \d+ steps in \d folds/)
  })

  it('takes a panel by its id column', async () => {
    await folder.write('shops.csv', shops)
    const words = [
      '--id',
      'shop',
      '--methods',
      'linear',
      '--folds',
      '2',
      '--horizon',
      '4',
      '--json',
    ]
    const { stdout } = await folder.run('backtest', 'shops.csv', ...words)
    const { methods, series } = JSON.parse(stdout)
    expect(series).toBe(2)
    expect(Object.keys(methods[0].bySeries)).toEqual(['north', 'south'])
  })
})

describe('hindcast forecast --model', () => {
  it.each(['naive', 'seasonalNaive', 'drift', 'theta', 'ets', 'arima', 'linear'])(
    '%s prints one JSON object and the same as CSV',
    async (model) => {
      await folder.write('sales.csv', months)
      const words = ['--model', model, '--levels', '50,90', '--out', 'next.csv', '--folds', '2']
      const { code, stdout, stderr } = await folder.run('forecast', 'sales.csv', ...words, '--json')
      expect(stderr).toContain(`Wrote the forecast to ${join(folder.path, 'next.csv')}`)
      expect(code).toBe(0)
      const printed = JSON.parse(stdout)
      expect(printed).toMatchObject({ model, horizon: 12, levels: [50, 90], folds: 2 })
      expect(Object.keys(printed.baselines).sort()).toEqual(all.filter((name) => name !== model))
      expect(Object.keys(printed.forecast[0])).toEqual([
        'date',
        'mean',
        'lo50',
        'hi50',
        'lo90',
        'hi90',
      ])
      expect(printed.forecast[0].date).toBe('2008-01-01')
      const [header, first] = (await readFile(join(folder.path, 'next.csv'), 'utf8')).split('\n')
      expect(header).toBe('date,mean,lo50,hi50,lo90,hi90')
      expect(Number(first.split(',')[1])).toBeCloseTo(printed.forecast[0].mean, 5)
    },
  )

  it('forecasts every series of a panel, within bounds', async () => {
    await folder.write('shops.csv', shops)
    const words = ['--id', 'shop', '--model', 'theta', '--horizon', '3', '--at-least', '-5']
    const { stdout } = await folder.run(
      'forecast',
      'shops.csv',
      ...words,
      '--out',
      'next.csv',
      '--json',
    )
    const { series } = JSON.parse(stdout)
    expect(series.map(({ id }: { id: string }) => id)).toEqual(['north', 'south'])
    expect(series[1].forecast[0].date).toBe('2006-01-01')
    const lines = (await readFile(join(folder.path, 'next.csv'), 'utf8')).trimEnd().split('\n')
    expect(lines[0]).toBe('shop,date,mean,lo80,hi80,lo95,hi95')
    expect(lines).toHaveLength(7)
    const text = await folder.run('forecast', 'shops.csv', ...words)
    expect(text.stdout).toContain('south\nDate ')
  })

  it.each([
    ['rnn', ['--history', '4']],
    ['recurrent', ['--preset', 'fast']],
    ['auto', ['--preset', 'fast']],
  ])('%s trains networks, scores them on folds and repeats to the bit', async (model, more) => {
    await folder.write('sales.csv', months)
    const words = ['--model', model, '--horizon', '3', '--folds', '1', ...more, '--json']
    const { code, stdout } = await folder.run('forecast', 'sales.csv', ...words)
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ model, backend: 'fused', seed: 1, folds: 1, horizon: 3 })
    expect(printed.verdict).toMatch(
      /^No evidence .* \(one hold-out of 3 steps, too few for a test\)/,
    )
    expect(printed.metrics.mase).toBeLessThan(2)
    const again = await folder.run('forecast', 'sales.csv', ...words)
    expect(JSON.parse(again.stdout).forecast).toEqual(printed.forecast)
  })

  it('takes all series of a panel into one network', async () => {
    await folder.write('shops.csv', shops)
    const words = ['--id', 'shop', '--model', 'recurrent', '--preset', 'fast', '--folds', '1']
    const { stdout } = await folder.run('forecast', 'shops.csv', ...words, '--json')
    const { series, preparation } = JSON.parse(stdout)
    expect(series).toHaveLength(2)
    expect(preparation.join(' ')).toContain('GRU over')
  })

  it('of which nothing is written when it is interrupted', async () => {
    await folder.write('sales.csv', months)
    const words = ['--model', 'gru', '--out', 'next.csv']
    const { code, stdout, stderr } = await folder.runInterrupted('forecast', 'sales.csv', ...words)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/: Cancelled after 0 of 44 parts\.$/m)
    expect(code).toBe(130)
    expect(await readdir(folder.path)).toEqual(['sales.csv'])
  })
})

/** Months with an offer that adds 30, planned for the next six. */
const offered = [
  'month,sales,offer',
  ...Array.from(growingMonths(102), (_, step) => {
    const month = `${2000 + Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, '0')}-01`
    const offer = step % 7 === 3 || step === 99 ? 1 : 0
    const sales = 50 + 10 * Math.sin(step / 2) + 30 * offer
    return `${month},${step < 96 ? sales.toFixed(2) : ''},${offer}`
  }),
].map((line) => `${line}\n`)

describe('a price that wanders', () => {
  const prices = noise(240, 0, 11).map(
    (
      (sum) => (value: number) =>
        (sum += value)
    )(500),
  )
  const days = Array.from(prices, (price, day) => {
    return `${new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)},${price.toFixed(2)}\n`
  })

  it('is said to be forecast best by its last value, and who repeats it is named', async () => {
    await folder.write('price.csv', `day,price\n${days.join('')}`)
    const words = ['backtest', 'price.csv', '--methods', 'theta', '--horizon', '5', '--folds', '8']
    const { stdout } = await folder.run(...words)
    expect(stdout).toMatch(/^Theta: No evidence that Theta beats .*(wins here|\))\.$/m)
    expect(stdout).toMatch(/^Theta repeats yesterday's value\. Forecast returns, /m)
    expect(stdout).toMatch(
      /^Theta: Errors (look like noise|still follow).* 40 errors one step ahead/m,
    )
    const json = await folder.run(...words, '--json')
    const { methods } = JSON.parse(json.stdout)
    const theta = methods.find(({ method }: { method: string }) => method === 'theta')
    expect(theta.copycat).toMatchObject({ copies: true, suggestion: { target: 'returns' } })
    expect(theta.diagnostics).toMatchObject({ count: 40 })
    expect(theta.diagnostics.byWeekday).toHaveLength(7)
  })
})

describe('what is known beside the target', () => {
  const words = ['--covariates', 'offer', '--horizon', '6', '--target', 'sales', '--json'] as const

  it.each([[['--model', 'ets', '--folds', '2']], [['--cell', 'gru', '--history', '12']]])(
    'moves the forecast of the step for which it is planned: %j',
    async (model) => {
      await folder.write('sales.csv', offered.join(''))
      const with_ = await folder.run('forecast', 'sales.csv', ...words, ...model)
      expect(with_.stderr).not.toContain('past only')
      await folder.write('sales.csv', offered.join('').replace('2008-04-01,,1', '2008-04-01,,0'))
      const without = await folder.run('forecast', 'sales.csv', ...words, ...model)
      const means = [with_, without].map(({ stdout }): number[] =>
        JSON.parse(stdout).forecast.map(({ mean }: { mean: number }) => mean),
      )
      means[0].forEach((mean, ahead) =>
        expect(mean - means[1][ahead]).toBeCloseTo(ahead === 3 ? 30 : 0, 0),
      )
    },
  )

  it('must be known as far as the horizon; the cells to fill are named', async () => {
    await folder.write('sales.csv', offered.slice(0, -2).join(''))
    const { code, stderr } = await folder.run('forecast', 'sales.csv', ...words)
    expect(code).toBe(2)
    expect(stderr).toBe(
      'hindcast: sales.csv, column "offer": offer is not known for the whole horizon of 6 steps, which ends at 2008-06-01. Fill in the 2 cells from 2008-05-01 to 2008-06-01, reduce the horizon to 4, or leave offer out.\n',
    )
  })

  it('is told of when it ends with the target', async () => {
    await folder.write('sales.csv', offered.slice(0, 97).join(''))
    const model = ['--model', 'theta', '--folds', '1', '--holidays', 'DE', '--events', '2005-05-05']
    const { stdout, stderr } = await folder.run('forecast', 'sales.csv', ...words, ...model)
    expect(stderr).toMatch(/^offer is known in the past only: /)
    const { preparation } = JSON.parse(stdout)
    expect(preparation.join(' ')).toMatch(/events is known ahead.*holidays DE is known ahead/)
  })

  it('and the scale can be chosen', async () => {
    await folder.write('sales.csv', months)
    const model = ['--model', 'theta', '--transform', 'boxcox', '--folds', '1', '--json']
    const { stdout } = await folder.run('forecast', 'sales.csv', ...model)
    expect(JSON.parse(stdout).preparation[0]).toMatch(/^Box-Cox with λ = 0\.?\d* was taken/)
  })
})

describe('hindcast verify', () => {
  it.each([
    [['--cell', 'gru', '--horizon', '3', '--history', '4']],
    [['--model', 'theta', '--id', 'shop', '--horizon', '3', '--folds', '1', '--transform', 'log']],
  ])('makes a saved forecast again: %j', async (model) => {
    await folder.write('data.csv', model.includes('--id') ? shops : months)
    const words = ['forecast', 'data.csv', ...model, '--save', 'result.json']
    expect((await folder.run(...words)).code).toBe(0)
    const again = await folder.run('verify', 'result.json')
    expect(again.stdout).toMatch(/^Made again: all \d+ numbers are the same to the last bit\.\n$/)
    expect(again.code).toBe(0)

    const other = model.includes('--id') ? shops : months
    await folder.write('data.csv', other.replace(/\d\n/, '9\n'))
    const changed = await folder.run('verify', 'result.json', 'data.csv', '--json')
    expect(changed.code).toBe(3)
    const { same, differences } = JSON.parse(changed.stdout)
    expect(same).toBe(false)
    expect(differences[0].kind).toBe('data')
  })

  it('refuses what is no saved forecast', async () => {
    await folder.write('sales.csv', months)
    const { code, stderr } = await folder.run('verify', 'sales.csv')
    expect(code).toBe(2)
    expect(stderr).toMatch(/This is no saved forecast: it is no JSON object\. Name a file/)
  })
})

describe('bad input ends with 2, one line, and nothing written', () => {
  const short = months.split('\n').slice(0, 31).join('\n')
  const cases: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    [
      'more folds than fit',
      short,
      ['backtest', 'f.csv', '--folds', '4', '--horizon', '3', '--methods', 'theta'],
      /4 folds of 3 steps, 3 rows apart, after 24 rows to learn from need 36 rows; there are 30\. Reduce the folds to 2 or reduce the horizon to 1 or add rows\.$/,
    ],
    [
      'a horizon that is too long',
      short,
      ['forecast', 'f.csv', '--model', 'ets', '--horizon', '12'],
      /A horizon of 12 needs at least 36 rows, 24 of them to learn from; there are 30\. Reduce the horizon to 6 or add rows\.$/,
    ],
    [
      'equal values',
      months.replaceAll(/,\d.*/g, ',4'),
      ['forecast', 'f.csv', '--model', 'ets'],
      /column "sales": All values of sales are 4\./,
    ],
    ['all missing', months.replaceAll(/,\d.*/g, ','), ['backtest', 'f.csv'], /f\.csv: /],
    [
      'a model that is none',
      months,
      ['forecast', 'f.csv', '--model', 'prophet'],
      /--model is "prophet"\. Give one of naive, /,
    ],
    [
      'a model that is nearly one',
      months,
      ['forecast', 'f.csv', '--model', 'seasonal_naive'],
      /--model is "seasonal_naive"\. Did you mean seasonalNaive\? Give one of /,
    ],
    [
      'an option that is nearly one',
      months,
      ['forecast', 'f.csv', '--modle', 'ets'],
      /There is no option --modle\. Did you mean --model\? Its options are /,
    ],
    [
      'a method that is none',
      months,
      ['backtest', 'f.csv', '--methods', 'ets,x'],
      /--methods names "x"/,
    ],
    [
      'levels that are none',
      months,
      ['forecast', 'f.csv', '--model', 'ets', '--levels', '80,120'],
      /--levels/,
    ],
    [
      'an id column that is not there',
      months,
      ['backtest', 'f.csv', '--id', 'shop'],
      /column "shop"/,
    ],
    [
      'a bound that the values cross',
      months,
      ['forecast', 'f.csv', '--model', 'ets', '--at-most', '100'],
      /sales has the value \d+\.\d+, above the bound 100\. Widen/,
    ],
    [
      'an option for the other kind of model',
      months,
      ['forecast', 'f.csv', '--model', 'ets', '--history', '3'],
      /--history is not for ets\. Use it with --model rnn, lstm, gru\.$/,
    ],
  ]

  it.each(cases)('%s', async (_, content, words, line) => {
    await folder.write('f.csv', content)
    const { code, stdout, stderr } = await folder.run(...words)
    expect(stderr.trimEnd()).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stdout).toBe('')
    expect(code).toBe(2)
    expect(await readdir(folder.path)).toEqual(['f.csv'])
  })
})
