import { EngineError } from '../errors'
import { gateCount, networkSizes, outputWidth } from './network-sizes'
import { countParameters } from './describe-spec'
import type { ModelSpec } from './model-spec'

/** Numbers that a cell keeps of each step and unit for the way back: gates, states, and what is between. */
const keptPerUnit = { rnn: 2, lstm: 4 + 3, gru: 4 + 2 } as const

/**
 * Bytes that training a network takes at the least, from sizes alone: weights, gradients, moments and
 * averages, one batch, and what backpropagation keeps of it. Executors take up to a few times as much.
 */
export function memoryNeeded(spec: ModelSpec, features: number): number {
  const sizes = networkSizes(spec, { features })
  const copies = 3 + (spec.optimizer.kind.startsWith('adam') ? 1 : 0)
  const held = copies + (spec.accumulation > 1 ? 1 : 0) + (spec.averageDecay === null ? 0 : 1)
  const before = spec.before.reduce((sum, { units }) => sum + units, 0)
  const cells = spec.layers.map((layer, index) => {
    const directions = layer.direction === 'forward' ? 1 : 2
    const columns = (gateCount[layer.kind] + keptPerUnit[layer.kind]) * layer.units
    return directions * columns + sizes.layerInputs[index] + outputWidth(layer)
  })
  const aStep = sizes.features + before + cells.reduce((sum, width) => sum + width, 0)
  const outputs = 2 * spec.horizon * sizes.raw
  const batch = spec.batchSize * (sizes.steps * aStep + outputs + spec.horizon)
  return 4 * (held * countParameters(spec, features) + batch)
}

/**
 * Refuses a network that cannot fit into `limit` bytes. Nothing is allocated.
 * @throws EngineError `spec-invalid` with the field that costs most and the remedy.
 */
export function checkMemory(spec: ModelSpec, features: number, limit: number): void {
  const needed = memoryNeeded(spec, features)
  if (needed <= limit) return
  const units = spec.layers.map((layer) => layer.units)
  const widest = units.indexOf(Math.max(...units))
  const weights = 4 * countParameters(spec, features)
  const field = 2 * weights > needed / 2 ? `layers[${String(widest)}].units` : 'batchSize'
  throw new EngineError(
    'spec-invalid',
    `This network needs at least ${megabytes(needed)} to train; ${megabytes(limit)} are there for it.`,
    { field, remedy: `Lower ${field}${field === 'batchSize' ? ' or input.history' : ''}.` },
  )
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`
}
