import type { ForecastRequest } from '../../../engine/jobs/protocol'
import { defaultSpec } from '../../../engine/spec/default-spec'

/** A request whose series bears the name; threads of these tests do as it says. */
export function requestNamed(name: string): ForecastRequest {
  return {
    kind: 'forecast',
    series: {
      name,
      calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
      values: new Float64Array([1, 2, 3]),
      covariates: [],
    },
    spec: defaultSpec({ input: { history: 2, segment: 1 }, horizon: 1 }),
    executor: 'fused',
  }
}
