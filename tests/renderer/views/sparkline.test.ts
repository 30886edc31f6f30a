import { expect, it } from 'vitest'
import { sparklinePaths } from '../../../renderer/src/views/welcome/sparkline'

it('spreads the values over the box and joins the tail to the past', () => {
  const paths = sparklinePaths([0, 10, 5, 10, 0], 40, 20, 0.4)
  expect(paths.past).toBe('M0.0 20.0L10.0 0.0L20.0 10.0')
  expect(paths.ahead).toBe('M20.0 10.0L30.0 0.0L40.0 20.0')
})

it('draws equal values in the middle', () => {
  expect(sparklinePaths([3, 3], 10, 20, 0.1).past).toBe('M0.0 10.0L10.0 10.0')
})
