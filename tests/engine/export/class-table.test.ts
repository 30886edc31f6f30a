import { expect, it } from 'vitest'
import { classTable } from '../../../engine/export/class-table'

it('writes the likeliest class and the probability of each, names with commas in quotes', () => {
  const frequency = { kind: 'monthly', multiple: 1 } as const
  const forecast = [
    { time: Date.UTC(2024, 0, 1), predicted: 1, probabilities: [0.25, 0.75] },
    { time: Date.UTC(2024, 1, 1), predicted: 0, probabilities: [2 / 3, 1 / 3] },
  ]
  expect(classTable({ classes: ['dry', 'rain, "heavy"'], forecast, frequency })).toBe(
    'date,class,dry,"rain, ""heavy"""\n' +
      '2024-01-01,"rain, ""heavy""",0.25,0.75\n' +
      '2024-02-01,dry,0.666667,0.333333\n',
  )
})
