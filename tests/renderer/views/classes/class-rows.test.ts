import { expect, it } from 'vitest'
import {
  confusionRows,
  scoreRows,
  stepRows,
} from '../../../../renderer/src/views/classes/class-rows'
import { directionResult } from '../../direction-result'

const { report, classes } = directionResult

it('names the scores beside what always saying one class would get', () => {
  expect(scoreRows(report, classes).slice(0, 3)).toMatchObject([
    { label: 'Right', value: '60 %' },
    { label: 'Always “up”', value: '60 %' },
    // Half of the downs and two thirds of the ups.
    { label: 'Right, mean over classes', value: '58 %' },
  ])
})

it('lays the confusion matrix out by what came', () => {
  const [down, flat, up] = confusionRows(report, classes)
  expect(down).toMatchObject({ name: 'down', sum: 2 })
  expect(down.cells.map(({ count, share }) => [count, share])).toEqual([
    [1, 0.5],
    [0, 0],
    [1, 0.5],
  ])
  expect(flat.cells.every(({ share }) => share === 0)).toBe(true)
  expect(up.cells.filter(({ right }) => right)).toMatchObject([{ name: 'up', count: 2 }])
})

it('gives each step its likeliest class', () => {
  expect(stepRows(directionResult)).toMatchObject([
    { date: '1 Mar 2024', predicted: 'up', shares: [{}, {}, { text: '60 %', likeliest: true }] },
  ])
})
