import type { GradientFlow } from '../network/network'
import { cellTitles } from '../spec/describe-spec'
import type { ModelSpec, RecurrentLayer } from '../spec/model-spec'
import { givesEveryStep } from '../spec/network-sizes'

/** Below this share of the gradient at the last step, a step is as good as not learned from. */
export const vanishedShare = 0.001
/** Above this multiple of the gradient at the last step, early steps drown the late ones. */
export const explodedShare = 1000

/** What the gradients of one layer do on their way back in time. */
export interface GradientDiagnosis {
  /** Index in `spec.layers`. */
  readonly layer: number
  readonly kind: 'healthy' | 'vanishing' | 'exploding'
  /** ‖∂L/∂h_t‖ relative to the last step's, `[steps back]` from 0; the geometric mean of the samples. */
  readonly shares: Float64Array
  /** Steps back up to which the gradient stays within the bounds. */
  readonly reach: number
  /** Factor a step on the way back, over all steps. */
  readonly perStep: number
  /** One sentence with its numbers. */
  readonly message: string
  /** Empty when healthy. */
  readonly remedy: string
}

/**
 * Looks for gradients that vanish or explode (Bengio et al. 1994; Pascanu et al. 2013) in sampled flows of one
 * network. It asks how the gradient of the last step's loss gets back, so it has nothing to say of layers
 * whose every step has a loss of its own or that run in both directions: those are left out, as are samples
 * without gradient at the last step.
 */
export function diagnoseGradients(
  spec: ModelSpec,
  flows: readonly GradientFlow[],
): readonly GradientDiagnosis[] {
  if (givesEveryStep(spec.readout)) return []
  return spec.layers.flatMap((layer, index) => {
    if (layer.direction !== 'forward') return []
    const samples = flows
      .map(({ layers }) => layers[index].norms)
      .filter((norms) => norms[norms.length - 1] > 0)
    return samples.length === 0 ? [] : [diagnoseLayer(spec, layer, index, samples)]
  })
}

function diagnoseLayer(
  spec: ModelSpec,
  layer: RecurrentLayer,
  index: number,
  samples: readonly Float32Array[],
): GradientDiagnosis {
  const shares = meanShares(samples)
  const farthest = shares.length - 1
  const outside = shares.findIndex((share) => !(share >= vanishedShare && share <= explodedShare))
  const reach = outside < 0 ? farthest : outside - 1
  const kind = outside < 0 ? 'healthy' : shares[outside] < vanishedShare ? 'vanishing' : 'exploding'
  const perStep = perStepOf(shares, kind === 'healthy' ? farthest : outside)
  const unit = spec.input.segment === 1 ? 'steps' : 'segments'
  const name = `layer ${String(index + 1)} (${cellTitles[layer.kind]})`
  const share = shares[farthest]
  const far = `${String(farthest)} ${unit} back they are ${figure(share)} times those of the last (× ${figure(perStep)} a step)`
  const beyond = `beyond about ${String(reach)} ${unit}`
  const messages = {
    healthy: `Gradients of ${name} reach back over the whole history: ${far}.`,
    vanishing: `Gradients of ${name} vanish (below ${figure(100 * vanishedShare)} %) ${beyond}: ${far}.`,
    exploding: `Gradients of ${name} explode ${beyond}: ${far}.`,
  }
  return {
    layer: index,
    kind,
    shares,
    reach,
    perStep,
    message: messages[kind],
    remedy: remedyOf(kind, layer, spec),
  }
}

function remedyOf(
  kind: GradientDiagnosis['kind'],
  { kind: cell }: RecurrentLayer,
  { clipNorm }: ModelSpec,
): string {
  if (kind === 'healthy') return ''
  const gated = cell === 'rnn' ? 'Use LSTM or GRU, or a shorter history' : 'Use a shorter history'
  if (kind === 'vanishing') return cell === 'rnn' ? `${gated}.` : `${gated} or longer segments.`
  return clipNorm === null ? `${gated}, or set clipNorm to 1.` : `${gated}.`
}

/** Geometric means over the samples of each step's norm relative to the last step's. */
function meanShares(samples: readonly Float32Array[]): Float64Array {
  const steps = samples[0].length
  return Float64Array.from({ length: steps }, (_, back) => {
    const logs = samples.map((norms) => Math.log(norms[steps - 1 - back] / norms[steps - 1]))
    return Math.exp(logs.reduce((sum, value) => sum + value, 0) / samples.length)
  })
}

/** The factor a step that leads from the last step to the one `back` steps before it. */
function perStepOf(shares: Float64Array, back: number): number {
  return back === 0 ? 1 : shares[back] ** (1 / back)
}

/** Two significant digits, such as `0.0000031` or `2,400`. */
function figure(value: number): string {
  return Number.isFinite(value)
    ? value.toLocaleString('en', { maximumSignificantDigits: 2 })
    : 'infinitely many'
}
