import { expect, it } from 'vitest'
import { validateSpec } from '../../../engine/spec/validate-spec'
import { goalChoices, specForGoal } from '../../../renderer/src/stores/class-goal'
import { changedSince } from '../../../renderer/src/stores/run-staleness'
import { seriesOf } from '../../helpers/series'
import { column, profile } from '../profile'

const states = seriesOf(
  Float64Array.from({ length: 90 }, (_, i) => i % 3),
  'daily',
)
const direction = { column: null, count: 3 }

it('offers the direction, and columns of few classes', () => {
  const file = profile({
    columns: [
      column('day', 'date', 'date'),
      column('sales', 'number', 'target'),
      column('shop', 'text', 'id'),
      column('weather', 'text', 'ignore'),
      { ...column('note', 'text', 'ignore'), distinct: 40 },
    ],
  })
  expect(goalChoices(file, { ...states, name: 'sales' })).toEqual([
    { label: 'Value', goal: null },
    { label: 'Direction', goal: direction },
    { label: 'Classes of sales', goal: { column: 'sales', count: 3 } },
    { label: 'Classes of weather', goal: { column: 'weather', count: 2 } },
  ])
  const measured = { ...states, values: states.values.map((value, i) => value + i) }
  expect(goalChoices(profile(), measured).map(({ label }) => label)).toEqual(['Value', 'Direction'])
})

it('asks a network for the classes of the next step, without bounds', () => {
  const spec = specForGoal(states, {}, direction)
  expect(validateSpec(spec)).toMatchObject({
    horizon: 1,
    head: { kind: 'classes', count: 3 },
    loss: { kind: 'cross-entropy' },
    bounds: {},
  })
  expect(specForGoal(states, { horizon: 4 }, direction).horizon).toBe(4)
  expect(specForGoal(states, {}, null).head.kind).toBe('point')
})

it('knows columns with as many classes apart', () => {
  const run = { series: states, spec: specForGoal(states, {}, direction), goal: direction }
  expect(changedSince(run, run)).toBeNull()
  expect(changedSince(run, { ...run, goal: { column: 'weather', count: 3 } })).toBe('model')
})
