import { expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { changedSince } from '../../../renderer/src/stores/run-staleness'

const series: Series = {
  name: 'x',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
  values: Float64Array.from({ length: 90 }, (_, i) => (i === 3 ? NaN : i % 7)),
  covariates: [{ name: 'rain', values: new Float64Array(90) }],
}
const spec = suggestSpec(series)
const run = { series, spec }

it('finds equal data and models equal, whatever objects hold them', () => {
  const copy = { ...series, values: series.values.slice() }
  const { version, seed, ...rest } = spec
  expect(changedSince(run, { series: copy, spec: { ...rest, seed, version } })).toBeNull()
})

it('names what changed', () => {
  const values = series.values.slice()
  values[50] += 1
  const otherSpec = { ...spec, seed: 2 }
  expect(changedSince(run, { series: { ...series, values }, spec })).toBe('data')
  expect(changedSince(run, { series: { ...series, covariates: [] }, spec })).toBe('data')
  expect(changedSince(run, { series, spec: otherSpec })).toBe('model')
  expect(changedSince(run, { series: { ...series, name: 'y' }, spec: otherSpec })).toBe(
    'model and data',
  )
  expect(changedSince(run, { series: null, spec: null })).not.toBeNull()
})
