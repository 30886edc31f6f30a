/** A run of steps without a value, both ends included. */
export interface MissingSpan {
  readonly from: number
  readonly to: number
}

/** The runs of missing values, in order. */
export function missingSpans(values: ArrayLike<number>): readonly MissingSpan[] {
  const spans: MissingSpan[] = []
  for (let step = 0; step < values.length; step++) {
    if (!Number.isNaN(values[step])) continue
    const from = step
    while (step + 1 < values.length && Number.isNaN(values[step + 1])) step += 1
    spans.push({ from, to: step })
  }
  return spans
}

/** Spans whose gap is narrower than `least` steps become one mark, so that a mark is never sub-pixel dust. */
export function joinSpans(spans: readonly MissingSpan[], least: number): readonly MissingSpan[] {
  const joined: MissingSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.from - last.to <= least)
      joined[joined.length - 1] = { from: last.from, to: span.to }
    else joined.push(span)
  }
  return joined
}
