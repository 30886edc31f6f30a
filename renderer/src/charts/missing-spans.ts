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

/** Spans of which a part lies between two places of the step axis; `spans` is in order. */
export function spansWithin(
  spans: readonly MissingSpan[],
  from: number,
  to: number,
): readonly MissingSpan[] {
  const first = firstWhere(spans, (span) => span.to + 0.5 > from)
  return spans.slice(
    first,
    firstWhere(spans, (span) => span.from - 0.5 >= to),
  )
}

/** The first index whose span passes, which all after it do as well. */
function firstWhere(spans: readonly MissingSpan[], passes: (span: MissingSpan) => boolean): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(spans[middle])) high = middle
    else low = middle + 1
  }
  return low
}

/** Spans drawn as one, and how many of the steps between its ends have no value. */
export interface JoinedSpan extends MissingSpan {
  readonly missing: number
}

/** Spans whose gap is narrower than `least` steps become one mark, so that a mark is never sub-pixel dust. */
export function joinSpans(spans: readonly MissingSpan[], least: number): readonly JoinedSpan[] {
  const joined: JoinedSpan[] = []
  for (let i = 0; i < spans.length;) {
    const { from } = spans[i]
    let { to } = spans[i]
    let missing = to - from + 1
    for (i += 1; i < spans.length && spans[i].from - to <= least; i++) {
      to = spans[i].to
      missing += to - spans[i].from + 1
    }
    joined.push({ from, to, missing })
  }
  return joined
}
