/** How much work goes into a forecast; nothing else differs between presets. */
export type Preset = 'fast' | 'balanced' | 'accurate'

export interface Effort {
  /** Steps of each candidate in the trial that chooses. */
  readonly trialSteps: number
  /** Steps of each network that is kept. */
  readonly steps: number
  /** Networks of each kept candidate, apart in their seeds. */
  readonly seeds: number
}

/** The kinds of panel that `chooseApproach` tells apart. */
export interface Efforts {
  readonly panel: Effort
  readonly few: Effort
  readonly table: Effort
}

export const efforts: Readonly<Record<Preset, Efforts>> = {
  fast: {
    panel: { trialSteps: 80, steps: 250, seeds: 1 },
    few: { trialSteps: 200, steps: 200, seeds: 1 },
    table: { trialSteps: 150, steps: 400, seeds: 1 },
  },
  balanced: {
    panel: { trialSteps: 250, steps: 600, seeds: 1 },
    few: { trialSteps: 300, steps: 300, seeds: 2 },
    table: { trialSteps: 300, steps: 1600, seeds: 1 },
  },
  accurate: {
    panel: { trialSteps: 500, steps: 1000, seeds: 2 },
    few: { trialSteps: 300, steps: 300, seeds: 3 },
    table: { trialSteps: 600, steps: 1600, seeds: 2 },
  },
}
