import { describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import type { RecurrentLayer } from '../../../engine/spec/model-spec'
import { specLimits, validateSpec } from '../../../engine/spec/validate-spec'
import {
  addLayer,
  cellChoiceOf,
  cellChoices,
  moveLayer,
  removeLayer,
  specFrom,
  withCell,
  withoutEdit,
} from '../../../renderer/src/stores/model-state'
import { defaultLayer } from '../../../engine/spec/default-layer'

const series: Series = {
  name: 'passengers',
  calendar: { frequency: { kind: 'monthly', multiple: 1 }, start: Date.UTC(1949, 0, 1) },
  values: Float64Array.from({ length: 144 }, (_, i) => 100 + i + 20 * Math.sin((i * Math.PI) / 6)),
  covariates: [],
}
const gru = (units: number): RecurrentLayer => defaultLayer('gru', { units })

describe('the spec', () => {
  it('is valid as derived', () => {
    expect(() => validateSpec(specFrom(series, {}))).not.toThrow()
  })
  it('keeps forecasts of amounts at 0 or above unless the user says otherwise', () => {
    expect(specFrom(series, {}).bounds).toEqual({ automatic: true })
    const sold = { ...series, values: series.values.map((value) => Math.max(0, value - 120)) }
    expect(specFrom(sold, {}).bounds).toEqual({ least: 0, automatic: true })
    expect(specFrom(sold, { atLeast: null, atMost: 500 }).bounds).toEqual({ most: 500 })
  })
  it('takes what the user set and derives the rest around it', () => {
    const spec = specFrom(series, { horizon: 24, learningRate: 0.01, patience: 3, seed: 11 })
    expect(spec).toMatchObject({
      horizon: 24,
      seed: 11,
      optimizer: { learningRate: 0.01 },
      earlyStopping: { patience: 3 },
    })
    expect(spec.input.history).toBe(specFrom(series, { horizon: 24 }).input.history)
  })
  it('is the derived one again without edits', () => {
    const edits = withoutEdit({ horizon: 24 }, 'horizon')
    expect(edits).toEqual({})
    expect(specFrom(series, edits)).toEqual(specFrom(series, {}))
  })
})

describe('the stack', () => {
  const stack = [gru(32), gru(16), gru(8)]
  it('grows by a copy behind the chosen layer, up to the limit', () => {
    expect(addLayer(stack, 0).map((layer) => layer.units)).toEqual([32, 32, 16, 8])
    const full = new Array<RecurrentLayer>(specLimits.layers).fill(gru(1))
    expect(addLayer(full, 0)).toBe(full)
  })
  it('keeps its last layer', () => {
    expect(removeLayer(stack, 1).map((layer) => layer.units)).toEqual([32, 8])
    expect(removeLayer([gru(32)], 0)).toHaveLength(1)
  })
  it('moves a layer by one place, not beyond the ends', () => {
    expect(moveLayer(stack, 0, 1).map((layer) => layer.units)).toEqual([16, 32, 8])
    expect(moveLayer(stack, 0, -1)).toBe(stack)
    expect(moveLayer(stack, 2, 1)).toBe(stack)
  })
  it('changes a cell and keeps units and dropout', () => {
    for (const choice of cellChoices) {
      const changed = withCell(defaultLayer('lstm', { units: 24, dropout: 0.2 }), choice)
      expect(cellChoiceOf(changed)).toBe(choice)
      expect(changed).toMatchObject({ units: 24, dropout: 0.2 })
    }
  })
})
