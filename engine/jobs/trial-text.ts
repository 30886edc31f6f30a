import type { GpuExecutor } from '../network/network'
import { isMeasured, type Figure, type Place, type SpeedTrial } from './speed-trial'

/** What a graphics processor's executors are called on a screen. */
export const executorNames: Readonly<Record<GpuExecutor, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
}

/** Such as `CPU, 2 threads` or `WebGL`. */
export function placeName(place: Place): string {
  if (place.executor !== 'fused') return executorNames[place.executor]
  const { threads } = place
  return `CPU, ${String(threads)} ${threads === 1 ? 'thread' : 'threads'}`
}

/** Steps a second to two figures at the least, such as `153` or `0.81`. */
export function speedText(stepsPerSecond: number): string {
  if (stepsPerSecond >= 10) return Math.round(stepsPerSecond).toLocaleString('en-US')
  return String(Number(stepsPerSecond.toPrecision(2)))
}

/** Figures and reason of a trial, as sentences for the reader. */
export function trialReason({ choice, figures }: SpeedTrial): string {
  const measured = figures.flatMap(({ place, outcome }) =>
    outcome.kind === 'measured'
      ? [`${placeName(place)}: ${speedText(outcome.stepsPerSecond)} steps/s`]
      : [],
  )
  const tried =
    measured.length === 0
      ? 'No executor could be measured in time.'
      : `Measured on this model: ${measured.join('; ')}.`
  return [tried, ...figures.flatMap(whyNot), verdict(choice, figures)].join(' ')
}

function whyNot({ place, outcome }: Figure): string[] {
  const name = placeName(place)
  switch (outcome.kind) {
    case 'measured':
      return []
    case 'software':
      return [`${name} is software here and never chosen.`]
    case 'half-float':
      return [`${name} computes in 16 bits here, too coarse to be chosen.`]
    case 'late':
      return [`${name} gave no answer in time; the next training tries again.`]
    case 'failed':
      return [`${name} failed: ${outcome.message}`]
  }
}

function verdict(choice: SpeedTrial['choice'], figures: readonly Figure[]): string {
  if (choice.executor !== 'fused') return 'The graphics processor is clearly faster.'
  const rivals = figures.some((figure) => figure.place.executor !== 'fused' && isMeasured(figure))
  return rivals
    ? 'The processor stays: no graphics processor was faster by a fifth.'
    : figures.every(({ place }) => place.executor === 'fused')
      ? 'No graphics processor was found.'
      : 'The processor trains.'
}

/** The same in the few words of a status bar, such as `CPU, 2 threads · 153 steps/s · WebGL 12`. */
export function trialLine({ choice, figures }: SpeedTrial): string {
  const chosen = figures.find(({ place }) =>
    place.executor === 'fused'
      ? choice.executor === 'fused' && choice.threads === place.threads
      : choice.executor === place.executor,
  )
  const head =
    chosen?.outcome.kind === 'measured'
      ? [placeName(chosen.place), `${speedText(chosen.outcome.stepsPerSecond)} steps/s`]
      : ['CPU']
  const others = figures.filter((figure) => figure !== chosen && figure.place.executor !== 'fused')
  return [...head, ...others.map(shortOutcome)].join(' · ')
}

function shortOutcome({ place, outcome }: Figure): string {
  const name = placeName(place)
  switch (outcome.kind) {
    case 'measured':
      return `${name} ${speedText(outcome.stepsPerSecond)}`
    case 'software':
      return `software ${name} is never chosen`
    case 'half-float':
      return `${name} has 16 bits only`
    case 'late':
      return `${name} gave no answer in time`
    case 'failed':
      return `${name} failed`
  }
}
