import { describe, expect, it } from 'vitest'
import { runForecast } from '../../../engine/forecast/forecast'
import { printOf, readRecord } from '../../../engine/forecast/forecast-record'
import { numbersOf, recordOf, replay } from '../../../engine/forecast/replay'
import type { ReplayDeps } from '../../../engine/forecast/replay'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { networks } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const series = seriesOf(growingMonths(60))
const spec = { ...suggestSpec(series, { horizon: 3, history: 4 }), epochs: 10 }
const versions = { hindcast: '0.1.0', v8: '1' }
const deps: ReplayDeps = {
  networks,
  readAugurs,
  versions,
  signal: { aborted: false },
  pause: () => Promise.resolve(),
  now: () => performance.now(),
  emit: () => undefined,
}

async function saved() {
  const createNetwork = networks('fused')
  const result = await runForecast({ series, spec }, { ...deps, createNetwork, executorReason: '' })
  const recipe = { kind: 'network', spec, executor: 'fused' } as const
  return recordOf([series], recipe, [numbersOf(result)], versions)
}

describe('a saved forecast', () => {
  it('survives JSON and is made again to the last bit', async () => {
    const record = readRecord(JSON.stringify(await saved()))
    expect(await replay(record, [series], deps)).toEqual({
      same: true,
      differences: [],
      sentence: 'Made again: all 30 numbers are the same to the last bit.',
    })
  })

  it('tells of other versions and of a bit that was changed', async () => {
    const record = await saved()
    const [own] = record.series
    const [first, ...rest] = own.numbers.mean
    const mean = [first * (1 + 2 ** -52), ...rest]
    const bent = { ...record, series: [{ ...own, numbers: { ...own.numbers, mean } }] }
    const { same, differences } = await replay(bent, [series], { ...deps, versions: { v8: '2' } })
    expect(same).toBe(false)
    expect(differences.map(({ kind }) => kind)).toEqual(['versions', 'bits'])
    expect(differences[0].sentence).toBe(
      'Other versions: hindcast none instead of 0.1.0, v8 2 instead of 1.',
    )
    expect(differences[1].sentence).toMatch(
      /^1 numbers differ, the first of them sales, 2004-10-01, mean: \d+\.\d+ instead of \d+\.\d+\.$/,
    )
  })

  it('tells of other data', async () => {
    const record = await saved()
    const other = { ...series, values: series.values.slice(0, 59) }
    const { differences } = await replay(record, [other], deps)
    expect(differences[0].sentence).toBe(
      'The data are not the same: 59 rows in 1 series instead of 60 in 1.',
    )
  })

  it('must be one', () => {
    expect(() => readRecord('not json')).toThrow('This is no saved forecast: it is no JSON object.')
    expect(() => readRecord('{"format":"hindcast-forecast","version":1}')).toThrow(
      'This is no saved forecast: data is missing or not as it should be.',
    )
  })
})

describe('the print of data', () => {
  it('changes with any bit, name, date or covariate, and with nothing else', async () => {
    const hashOf = async (changes: Partial<typeof series>) =>
      (await printOf([{ ...series, ...changes }])).hash
    const same = await hashOf({ values: series.values.slice() })
    expect(same).toMatch(/^[0-9a-f]{64}$/)
    const start = series.calendar.start + 1
    const others = await Promise.all([
      hashOf({ name: 'turnover' }),
      hashOf({
        values: series.values.map((value, i) => (i === 7 ? value * (1 + 2 ** -52) : value)),
      }),
      hashOf({ calendar: { ...series.calendar, start } }),
      hashOf({ covariates: [{ name: 'rain', values: series.values }] }),
    ])
    expect(new Set([same, ...others]).size).toBe(5)
    expect(await hashOf({})).toBe(same)
  })
})
