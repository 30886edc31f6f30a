/** The sizes that the data decide and the spec does not. */
export interface NetworkShape {
  /** Input features a step, at least 1; the first is the target's own past. */
  readonly features: number
}
