import { describe, expect, it } from 'vitest'
import { chooseArima } from '../../../../engine/evaluate/arima/choose-arima'
import { stationary } from '../../../../engine/evaluate/arima/arima-model'
import { fitArima } from '../../../../engine/evaluate/arima/fit-arima'
import { forecastArima } from '../../../../engine/evaluate/arima/forecast-arima'
import { createRandom } from '../../../../engine/random'

/** Monthly airline passengers 1949–1960, Box & Jenkins' series G. */
const passengers = Float64Array.of(
  112,
  118,
  132,
  129,
  121,
  135,
  148,
  148,
  136,
  119,
  104,
  118,
  115,
  126,
  141,
  135,
  125,
  149,
  170,
  170,
  158,
  133,
  114,
  140,
  145,
  150,
  178,
  163,
  172,
  178,
  199,
  199,
  184,
  162,
  146,
  166,
  171,
  180,
  193,
  181,
  183,
  218,
  230,
  242,
  209,
  191,
  172,
  194,
  196,
  196,
  236,
  235,
  229,
  243,
  264,
  272,
  237,
  211,
  180,
  201,
  204,
  188,
  235,
  227,
  234,
  264,
  302,
  293,
  259,
  229,
  203,
  229,
  242,
  233,
  267,
  269,
  270,
  315,
  364,
  347,
  312,
  274,
  237,
  278,
  284,
  277,
  317,
  313,
  318,
  374,
  413,
  405,
  355,
  306,
  271,
  306,
  315,
  301,
  356,
  348,
  355,
  422,
  465,
  467,
  404,
  347,
  305,
  336,
  340,
  318,
  362,
  348,
  363,
  435,
  491,
  505,
  404,
  359,
  310,
  337,
  360,
  342,
  406,
  396,
  420,
  472,
  548,
  559,
  463,
  407,
  362,
  405,
  417,
  391,
  419,
  461,
  472,
  535,
  622,
  606,
  508,
  461,
  390,
  432,
)
const logarithms = passengers.map(Math.log)
const airline = {
  ...{ p: 0, d: 1, q: 1, seasonalP: 0, seasonalD: 1, seasonalQ: 1 },
  constant: false,
}

describe('stationary', () => {
  it('solves the Yule–Walker equations of two partial autocorrelations', () => {
    // φ_22 = r₂ and φ_21 = r₁ (1 − r₂).
    expect(stationary([0.5, -0.3])).toEqual([0.65, -0.3])
  })
})

describe('fitArima', () => {
  it('finds what Box & Jenkins found in series G: θ 0.40, Θ 0.61, variance 0.00134', () => {
    const fit = fitArima(airline, logarithms, 12)
    // (1 − θ B)(1 − Θ B¹²)
    expect(Math.abs((fit?.moving[1] ?? 0) + 0.4)).toBeLessThan(0.03)
    expect(Math.abs((fit?.moving[12] ?? 0) + 0.61)).toBeLessThan(0.06)
    // Theirs casts the first errors back; here they count as they are.
    expect(Math.abs((fit?.sigma ?? 0) ** 2 - 0.00134)).toBeLessThan(0.0001)
    expect(fit?.moving[13]).toBeCloseTo((fit?.moving[1] ?? 0) * (fit?.moving[12] ?? 0), 12)
  })

  it('finds mean and coefficient of an autoregression', () => {
    const random = createRandom(3)
    const values = new Float64Array(2000)
    values.forEach((_, t) => {
      values[t] = 10 + 0.7 * ((values[t - 1] ?? 10) - 10) + random.normal()
    })
    const orders = { ...airline, d: 0, p: 1, q: 0, seasonalD: 0, seasonalQ: 0, constant: true }
    const fit = fitArima(orders, values, 12)
    expect(Math.abs((fit?.own[1] ?? 0) + 0.7)).toBeLessThan(0.05)
    expect(Math.abs((fit?.mean ?? 0) - 10)).toBeLessThan(0.25)
    expect(Math.abs((fit?.sigma ?? 0) - 1)).toBeLessThan(0.05)
  })
})

describe('chooseArima', () => {
  it('takes a difference and a seasonal one off series G', () => {
    expect(chooseArima(logarithms, 12)?.orders).toMatchObject({ d: 1, seasonalD: 1 })
  })

  it('sees a season whose spread grows a hundredfold', () => {
    const random = createRandom(2)
    const values = Float64Array.from({ length: 100 }, (_, t) =>
      Math.exp(3 + 0.05 * t + [0.4, -0.1, -0.5, 0.2][t % 4] + 0.05 * random.normal()),
    )
    expect(chooseArima(values, 4)?.orders.seasonalD).toBe(1)
  })

  it('takes no difference of noise, one of a random walk', () => {
    const random = createRandom(8)
    const noise = Float64Array.from({ length: 200 }, () => random.normal())
    let sum = 0
    const walk = noise.map((value) => (sum += value))
    expect(chooseArima(noise, 1)?.orders.d).toBe(0)
    expect(chooseArima(walk, 1)?.orders).toMatchObject({ d: 1, seasonalD: 0 })
  })
})

describe('forecastArima', () => {
  it('falls back to the mean as an autoregression does, with bands of its variance', () => {
    const own = Float64Array.of(1, -0.5)
    const fit = {
      ...{ orders: { ...airline, d: 0, seasonalD: 0 }, own, moving: Float64Array.of(1) },
      ...{ mean: 4, errors: new Float64Array(3), sigma: 2, aicc: 0 },
    }
    const { mean, deviation } = forecastArima(fit, Float64Array.of(4, 4, 12), 12, 3)
    expect([...mean]).toEqual([8, 6, 5])
    // 2 √(1, 1 + ¼, 1 + ¼ + 1⁄16)
    expect(deviation[0]).toBeCloseTo(2, 12)
    expect(deviation[2]).toBeCloseTo(2 * Math.sqrt(1.3125), 12)
  })

  it('is exponential smoothing where that is the model: ARIMA(0,1,1)', () => {
    const random = createRandom(5)
    let level = 0
    const values = Float64Array.from({ length: 120 }, () => {
      const error = random.normal()
      const value = level + error
      level += 0.3 * error
      return value
    })
    const orders = { ...airline, seasonalD: 0, seasonalQ: 0 }
    const fit = fitArima(orders, values, 1)
    if (fit === null) throw new Error('There is a fit.')
    // l ← l + (1 − θ) (y − l), from the first value on.
    const alpha = 1 + fit.moving[1]
    const smoothed = values.reduce((before, value) => before + alpha * (value - before), values[0])
    const { mean } = forecastArima(fit, values, 1, 4)
    for (const value of mean) expect(value).toBeCloseTo(smoothed, 8)
  })
})
