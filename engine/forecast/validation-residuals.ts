import type { Network } from '../network/network'
import { restoreStabilised } from '../prepare/preparation'
import { windowAt } from '../prepare/windows'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import type { FitPlan } from './fit-plan'
import { stepsShown } from './shown-to'

/** A value that validation knew and what was forecast for it, both on the stabilised scale. */
export interface ValidationPair {
  readonly actual: number
  readonly forecast: number
}

/** Windows predicted at once; bounds memory, changes no number. */
const chunk = 256

/**
 * Forecasts from every validation origin, compared at the steps from `fitEnd` on that have a value:
 * `result[steps ahead − 1]` holds one pair for each origin that reaches such a step.
 */
export async function validationPairs(
  network: Network,
  { prepared, fitted, validation }: FitPlan,
  spec: ModelSpec,
  fitEnd: number,
): Promise<readonly (readonly ValidationPair[])[]> {
  const { horizon } = spec
  const pairs: ValidationPair[][] = Array.from({ length: horizon }, () => [])
  const origins = validation?.origins ?? new Uint32Array(0)
  const steps = stepsShown(spec)
  const length = windowSteps(spec) * prepared.inputs.length
  for (let start = 0; start < origins.length; start += chunk) {
    const batch = origins.subarray(start, start + chunk)
    const windows = new Float32Array(batch.length * length)
    batch.forEach((origin, i) => windows.set(windowAt(prepared, origin, steps), i * length))
    const outputs = await network.predict(windows, batch.length)
    batch.forEach((origin, i) => {
      const own = Float64Array.from(outputs.subarray(i * horizon, (i + 1) * horizon))
      restoreStabilised(own, origin, prepared, fitted).forEach((forecast, ahead) => {
        const step = origin + 1 + ahead
        const actual = step < fitEnd ? Number.NaN : (prepared.stabilised[step] ?? Number.NaN)
        if (!Number.isNaN(actual)) pairs[ahead].push({ actual, forecast })
      })
    })
  }
  return pairs
}

/**
 * Actual less forecast for each step ahead. What was measured on logarithms can be had in the target's unit,
 * which is needed when the values to come do not allow the logarithm any more.
 */
export function residualsOf(
  pairs: readonly (readonly ValidationPair[])[],
  measured: { readonly log: boolean },
  wanted: { readonly log: boolean },
): readonly (readonly number[])[] {
  const unit = measured.log && !wanted.log ? Math.exp : (value: number): number => value
  return pairs.map((step) => step.map(({ actual, forecast }) => unit(actual) - unit(forecast)))
}
