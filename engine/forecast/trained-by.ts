import type { ForecastCheckpoint, ForecastStage } from './forecast-checkpoint'
import type { ForecastDeps, StagedDeps } from './forecast-deps'

/**
 * Notes each backend that makes the forecast's networks, in order, and those before a checkpoint that it goes on
 * from: a job may move. Checkpoints that are kept carry them along.
 */
export function noteBackends(deps: ForecastDeps): {
  readonly staged: StagedDeps
  /** Such as `webgl` or `webgl, then fused-relaxed-simd · 1 thread`. */
  trainedBy(): string
} {
  const { keeper, ...rest } = deps
  const backends: string[] = [...(deps.from?.backends ?? [])]
  const withBackends = (stage: ForecastStage): ForecastCheckpoint => ({
    ...stage,
    backends: [...backends],
  })
  return {
    staged: {
      ...rest,
      async createNetwork(spec, shape) {
        const network = await deps.createNetwork(spec, shape)
        if (backends.at(-1) !== network.backend) backends.push(network.backend)
        return network
      },
      ...(keeper && {
        keeper: {
          due: () => keeper.due(),
          save: (stage: ForecastStage) => keeper.save(withBackends(stage)),
        },
      }),
    },
    trainedBy: () => backends.join(', then '),
  }
}
