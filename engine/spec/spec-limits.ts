/** Largest values a spec may hold: far above use, so that a slip of the keyboard allocates no gigabytes. */
export const specLimits = {
  history: 10_000,
  horizon: 10_000,
  layers: 16,
  units: 4096,
  levels: 99,
  classes: 10_000,
  batchSize: 65_536,
  accumulation: 4096,
  epochs: 100_000,
  steps: 1_000_000_000,
} as const
