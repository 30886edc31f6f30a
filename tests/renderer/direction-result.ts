import { directions, reportClasses } from '../../engine/evaluate/classification'
import { classSpec } from '../../engine/forecast/class-forecast'
import type { ClassResult } from '../../engine/forecast/class-forecast'
import { defaultSpec } from '../../engine/spec/default-spec'

/** Directions of five days, of which three were told. */
export const directionResult: ClassResult = {
  target: 'price',
  frequency: { kind: 'daily', multiple: 1 },
  horizon: 1,
  model: 'GRU 32',
  backend: 'fused',
  spec: classSpec(defaultSpec({ horizon: 1 }), 3),
  classes: directions,
  flat: [0.5],
  epochsTrained: 8,
  seconds: 2,
  report: reportClasses(
    [
      { actual: 0, probabilities: [0.6, 0.3, 0.1] },
      { actual: 0, probabilities: [0.1, 0.3, 0.6] },
      { actual: 2, probabilities: [0.1, 0.1, 0.8] },
      { actual: 2, probabilities: [0.2, 0.1, 0.7] },
      { actual: 2, probabilities: [0.2, 0.5, 0.3] },
    ],
    3,
  ),
  verdict: 'No evidence that this network beats always saying “up”.',
  forecast: [{ time: Date.UTC(2024, 2, 1), predicted: 2, probabilities: [0.2, 0.2, 0.6] }],
}
