import type { HeadSpec, LossSpec } from '../../engine/spec/model-spec'

const softplus = (x: number): number => Math.log(1 + Math.exp(x))

/** ln Γ by Lanczos' approximation (g = 7, n = 9), other than the engine's. */
function logGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7,
  ]
  const t = x + 6.5
  const sum = c.reduce((total, value, i) => (i === 0 ? value : total + value / (x - 1 + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Index of the raw number that is the location. */
export function locationOf(head: HeadSpec): number {
  return head.kind === 'quantiles' ? Math.floor((head.levels.length - 1) / 2) : 0
}

/** The loss of one target from the raw numbers of its step. */
export function float64Loss(
  head: HeadSpec,
  loss: LossSpec,
  raw: readonly number[],
  target: number,
): number {
  switch (head.kind) {
    case 'point': {
      const e = Math.abs(raw[0] - target)
      if (loss.kind === 'mae') return e
      if (loss.kind === 'huber')
        return e <= loss.delta ? (e * e) / 2 : loss.delta * (e - loss.delta / 2)
      return e * e
    }
    case 'quantiles': {
      const middle = locationOf(head)
      const quantiles = head.levels.map((_, k) => {
        let q = raw[middle]
        for (let j = middle + 1; j <= k; j++) q += softplus(raw[j])
        for (let j = middle - 1; j >= k; j--) q -= softplus(raw[j])
        return q
      })
      const terms = quantiles.map((q, k) => {
        const e = target - q
        return head.weights[k] * (e > 0 ? head.levels[k] * e : (head.levels[k] - 1) * e)
      })
      return terms.reduce((a, b) => a + b, 0) / terms.length
    }
    case 'gaussian': {
      const s = softplus(raw[1]) + 1e-6
      return 0.5 * Math.log(2 * Math.PI * s * s) + (target - raw[0]) ** 2 / (2 * s * s)
    }
    case 'student-t': {
      const s = softplus(raw[1]) + 1e-6
      const v = 2 + softplus(raw[2])
      const density =
        logGamma((v + 1) / 2) - logGamma(v / 2) - 0.5 * Math.log(v * Math.PI) - Math.log(s)
      return -(density - ((v + 1) / 2) * Math.log(1 + ((target - raw[0]) / s) ** 2 / v))
    }
    case 'classes': {
      const total = raw.reduce((sum, x) => sum + Math.exp(x), 0)
      return Math.log(total) - raw[target]
    }
  }
}
