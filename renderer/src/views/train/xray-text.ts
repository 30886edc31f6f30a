import type { Frequency } from '../../../../engine/data/calendar'
import {
  diagnoseGradients,
  type GradientDiagnosis,
} from '../../../../engine/explain/gradient-diagnosis'
import type { GradientFlow } from '../../../../engine/network/network'
import { cellTitles } from '../../../../engine/spec/describe-spec'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { stepsText, stepUnit } from '../../charts/date-text'
import type { XrayRow } from './xray-rows'

/** What the cells of a row are called: the series' unit, or `segments` of several steps each. */
export function backUnit({ input }: ModelSpec, frequency: Frequency, count: number): string {
  if (input.segment === 1) return stepUnit(frequency, count)
  return count === 1 ? 'segment' : 'segments'
}

function backText(spec: ModelSpec, frequency: Frequency, count: number): string {
  if (spec.input.segment === 1) return stepsText(count, frequency)
  return `${count.toLocaleString('en-US')} ${backUnit(spec, frequency, count)}`
}

/** What the X-ray says in words. */
export interface XrayWords {
  /** The finding in a few words. */
  readonly lead: string
  /** Its numbers and, where there is one, the remedy. */
  readonly text: string
  /** Whether the sentence refers to the mark. */
  readonly marked: boolean
}

/** The summary under the X-ray, from the marks and the engine's diagnosis of the layer worst off. */
export function xrayWords(
  spec: ModelSpec,
  frequency: Frequency,
  flow: GradientFlow,
  rows: readonly XrayRow[],
): XrayWords {
  if (spec.readout.kind === 'sequence') {
    const text = 'The gradient need not travel back in time to teach the early steps.'
    return { lead: 'Every step has a loss of its own.', text, marked: false }
  }
  if (spec.readout.kind === 'ahead') {
    const text = 'So the gradients say little of how far back the network learns.'
    return { lead: 'Every step ahead has a loss of its own.', text, marked: false }
  }
  const silent = rows.findIndex((row) => row.shares === null)
  if (silent >= 0) {
    const text = 'Lower the learning rate, or use tanh where it has ReLU.'
    return { lead: `No gradient reaches layer ${silent + 1}.`, text, marked: false }
  }
  const marks = rows.flatMap(({ markBack }, index) =>
    markBack === null ? [] : [{ index, text: backText(spec, frequency, markBack) }],
  )
  const worst = worstOf(diagnoseGradients(spec, [flow]))
  const where = marks.map(({ index, text }) => `${text} back in layer ${index + 1}`).join(', ')
  const beyond =
    marks.length > 0 ? [`Left of the mark under 1 % of the gradient survives: ${where}.`] : []
  const found = worst ? [worst.message, worst.remedy] : []
  return {
    lead: leadOf(spec, worst, marks[0]?.index),
    text: [...beyond, ...found].filter((sentence) => sentence !== '').join(' '),
    marked: marks.length > 0,
  }
}

function leadOf(
  { layers }: ModelSpec,
  worst: GradientDiagnosis | undefined,
  marked: number | undefined,
): string {
  if (worst?.kind === 'exploding') return 'Gradients explode.'
  const forgetful = worst?.kind === 'vanishing' ? worst.layer : marked
  const layer = forgetful === undefined ? undefined : layers[forgetful]
  if (layer) return `${cellTitles[layer.kind]} forgets.`
  return worst ? 'Nothing vanishes.' : 'Nothing fades below 1 %.'
}

/** Explosions before vanishing, then the layer whose gradient reaches the least far. */
function worstOf(found: readonly GradientDiagnosis[]): GradientDiagnosis | undefined {
  const order = { exploding: 0, vanishing: 1, healthy: 2 }
  const farShare = ({ shares }: GradientDiagnosis): number => shares.at(-1) ?? 0
  return found.toSorted(
    (a, b) => order[a.kind] - order[b.kind] || a.reach - b.reach || farShare(a) - farShare(b),
  )[0]
}

/** The picture for those who do not see it: each layer's share at the first step. */
export function xrayLabel(spec: ModelSpec, frequency: Frequency, rows: readonly XrayRow[]): string {
  const layers = rows.map(({ label, cell, shares, markBack }) => {
    const [far] = shares ?? []
    if (!shares || far === undefined) return `${cell} ${label}: no gradient.`
    const back = backText(spec, frequency, shares.length - 1)
    const share = far.toLocaleString('en-US', { maximumSignificantDigits: 2 })
    const mark =
      markBack === null ? '' : `, under 1 % from ${backText(spec, frequency, markBack)} back on`
    return `${cell} ${label}: ${share} times the last step's gradient ${back} back${mark}.`
  })
  return `Gradient by layer and step back. ${layers.join(' ')}`
}
