import type { OpenForecastRequest } from './protocol'

/** What the speeds of this computer depend on, beside the model. */
export interface Machine {
  /** Model of the processor. */
  readonly processor: string
  /** Threads that one network may use. */
  readonly threads: number
  /** Graphics processors by vendor and device, or `none`. */
  readonly adapters: string
  /** Of Hindcast, whose engine it is. */
  readonly version: string
}

/**
 * Names machine and shape of a model, so that what was measured once holds wherever the name is the same. What
 * the speed of a step does not depend on is left out: seed, rates, epochs and stopping.
 */
export function trialKey(machine: Machine, { series, spec }: OpenForecastRequest): string {
  const { layers, before, readout, head, skip, input, horizon, batchSize, accumulation } = spec
  const shape = {
    input,
    horizon,
    before,
    layers,
    readout,
    head,
    skip,
    optimizer: spec.optimizer.kind,
    averages: spec.averageDecay !== null,
    clips: spec.clipNorm !== null,
    batch: Math.min(batchSize, series.values.length),
    accumulation,
    covariates: series.covariates.length,
    frequency: series.calendar.frequency,
  }
  const { processor, threads, adapters, version } = machine
  return [processor, `${String(threads)} threads`, adapters, version, JSON.stringify(shape)].join(
    ' | ',
  )
}
