import { decompose } from '../../prepare/decompose'
import { solveLinearSystem } from '../../prepare/linear-system'
import { nelderMead } from '../nelder-mead'
import { runEts } from './ets-model'
import type { EtsForm, EtsState, EtsWeights } from './ets-model'

export interface FittedEts {
  readonly form: EtsForm
  readonly weights: EtsWeights
  /** After the last value. */
  readonly state: EtsState
  /** Of the one-step errors, relative ones for M. */
  readonly sigma: number
  /** Akaike's criterion, corrected for small samples. */
  readonly aicc: number
}

/** Runs over the data that one form may take. */
const firstCalls = 160
const laterCalls = 100

/**
 * Fits one form by maximum likelihood: the smoothing weights by Nelder and Mead's simplex within the usual
 * limits of R's `ets`, the first state, in which the errors are nearly linear, by Gauss–Newton steps
 * between. Null when there are too few values for its parameters or no fit is finite.
 * @param values without gaps; above 0 for a multiplicative form
 */
export function fitEts(form: EtsForm, values: Float64Array, season: number): FittedEts | null {
  const states = 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : season - 1)
  const parameters = states + weightNames(form).length
  if (values.length < parameters + 3) return null
  let state = firstState(form, values, season)
  let weights = search(form, values, startWeights(form), state, firstCalls)
  for (let round = 0; round < 2; round++) {
    state = improveState(form, values, weights, state)
    weights = search(form, values, weights, state, laterCalls)
  }
  const { loss, squares, state: end } = runEts(form, values, weights, state)
  if (loss === Infinity) return null
  const count = values.length
  const k = parameters + 1
  return {
    form,
    weights,
    state: end,
    sigma: Math.sqrt(squares / Math.max(1, count - parameters)),
    aicc: loss + 2 * k + (2 * k * (k + 1)) / Math.max(1, count - k - 1),
  }
}

type WeightName = keyof EtsWeights

function weightNames({ trend, season }: EtsForm): readonly WeightName[] {
  const names: WeightName[] = ['alpha']
  if (trend !== 'N') names.push('beta')
  if (season !== 'N') names.push('gamma')
  if (trend === 'Ad') names.push('phi')
  return names
}

function startWeights({ trend, season }: EtsForm): EtsWeights {
  const alpha = 0.2
  return {
    alpha,
    beta: trend === 'N' ? 0 : 0.02,
    gamma: season === 'N' ? 0 : 0.05,
    phi: trend === 'Ad' ? 0.95 : 1,
  }
}

function search(
  form: EtsForm,
  values: Float64Array,
  start: EtsWeights,
  state: EtsState,
  calls: number,
): EtsWeights {
  const names = weightNames(form)
  const read = (point: Float64Array): EtsWeights => {
    const weights = { ...start }
    names.forEach((name, i) => {
      weights[name] = point[i]
    })
    return weights
  }
  const { point } = nelderMead(
    (at) => {
      const weights = read(at)
      return isAllowed(form, weights) ? runEts(form, values, weights, state).loss : Infinity
    },
    Float64Array.from(names, (name) => start[name]),
    Float64Array.from(names, (name) => (name === 'alpha' ? 0.2 : name === 'phi' ? -0.05 : 0.05)),
    calls,
  )
  return read(point)
}

/** The region of Hyndman et al. (2008), 10.2: usual, and so stable. */
function isAllowed({ trend, season }: EtsForm, { alpha, beta, gamma, phi }: EtsWeights): boolean {
  if (alpha < 1e-4 || alpha > 0.9999) return false
  if (trend !== 'N' && (beta < 1e-4 || beta > alpha)) return false
  if (season !== 'N' && (gamma < 1e-4 || gamma > 1 - alpha)) return false
  return trend !== 'Ad' || (phi >= 0.8 && phi <= 0.98)
}

/** From a decomposition, and the line through the first ten values without the season. */
function firstState(form: EtsForm, values: Float64Array, season: number): EtsState {
  const kind = form.season === 'M' ? 'multiplicative' : 'additive'
  const figure = form.season === 'N' ? new Float64Array(0) : decompose(values, season, kind).figure
  const count = Math.min(values.length, Math.max(10, form.season === 'N' ? 0 : season))
  const level = values.slice(0, count).map((value, t) => {
    if (form.season === 'N') return value
    return form.season === 'A' ? value - figure[t % season] : value / figure[t % season]
  })
  const mean = level.reduce((sum, value) => sum + value, 0) / count
  if (form.trend === 'N') return { level: mean, slope: 0, season: figure }
  let products = 0
  let squares = 0
  level.forEach((value, t) => {
    products += (t - (count - 1) / 2) * value
    squares += (t - (count - 1) / 2) ** 2
  })
  const slope = squares === 0 ? 0 : products / squares
  return { level: mean - (slope * (count + 1)) / 2, slope, season: figure }
}

/** One Gauss–Newton step on the first state, halved until the loss falls; the old state if it never does. */
function improveState(
  form: EtsForm,
  values: Float64Array,
  weights: EtsWeights,
  state: EtsState,
): EtsState {
  const errors = new Float64Array(values.length)
  const { loss } = runEts(form, values, weights, state, errors)
  const size = Math.abs(state.level) + 1e-9
  const columns = directions(form, state).map((move) => {
    const unit = move.relative ? 1e-4 : 1e-4 * size
    const moved = new Float64Array(values.length)
    runEts(form, values, weights, move.by(unit), moved)
    return { unit, gradient: moved.map((error, t) => (error - errors[t]) / unit) }
  })
  const system = columns.map(({ gradient }, i) => {
    const row = new Float64Array(columns.length + 1)
    columns.forEach((other, j) => {
      row[j] = dot(gradient, other.gradient)
    })
    row[i] *= 1 + 1e-3
    row[columns.length] = -dot(gradient, errors)
    return row
  })
  const step = solveLinearSystem(system).map(([value]) => value)
  for (let share = 1; share > 0.1; share /= 2) {
    let moved = state
    directions(form, state).forEach((_, i) => {
      moved = directions(form, moved)[i].by(share * step[i])
    })
    if (runEts(form, values, weights, moved).loss < loss) return moved
  }
  return state
}

interface Direction {
  readonly relative: boolean
  by(amount: number): EtsState
}

/** Level, slope, and each place of the season but the last, which keeps their sum. */
function directions(form: EtsForm, state: EtsState): readonly Direction[] {
  const moves: Direction[] = [
    { relative: false, by: (amount) => ({ ...state, level: state.level + amount }) },
  ]
  if (form.trend !== 'N') {
    moves.push({ relative: false, by: (amount) => ({ ...state, slope: state.slope + amount }) })
  }
  for (let place = 0; place + 1 < state.season.length; place++) {
    moves.push({
      relative: form.season === 'M',
      by(amount) {
        const season = state.season.slice()
        season[place] += amount
        season[season.length - 1] -= amount
        return { ...state, season }
      },
    })
  }
  return moves
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
