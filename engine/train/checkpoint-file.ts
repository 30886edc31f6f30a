import * as v from 'valibot'
import { EngineError } from '../errors'
import type { WeightTensor } from '../network/network'
import type { TrainingCheckpoint } from './checkpoint'

// A checkpoint's bytes: `HCKP`, the length of the header (uint32), the header (JSON in UTF-8), zeros up to a
// multiple of 4, then the tensors' float32 values in the header's order; all little-endian.
const magic = 0x504b_4348
const version = 1

const tensor = v.object({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** JSON has no infinity; a loss not seen yet is null. */
const loss = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Infinity),
)
const headerSchema = v.object({
  version: v.literal(version),
  epoch: count,
  keptEpoch: count,
  best: v.object({ epoch: count, loss, epochsSince: count }),
  plateau: v.object({ share: v.number(), best: loss, epochsSince: count }),
  steps: count,
  batches: count,
  tensors: v.object({
    weights: v.array(tensor),
    averages: v.array(tensor),
    moments: v.array(tensor),
    pending: v.array(tensor),
    kept: v.array(tensor),
  }),
})
const groups = ['weights', 'averages', 'moments', 'pending', 'kept'] as const

/** A checkpoint as bytes, for a file of its own or a part of one. */
export function writeCheckpoint({
  epoch,
  network,
  kept,
  best,
  plateau,
}: TrainingCheckpoint): Uint8Array<ArrayBuffer> {
  const tensors = {
    weights: network.weights,
    averages: network.averages,
    moments: network.moments,
    pending: network.pending,
    kept: kept.weights,
  }
  const outline = (list: readonly WeightTensor[]) =>
    list.map(({ name, shape }) => ({ name, shape }))
  const header = new TextEncoder().encode(
    JSON.stringify({
      version,
      epoch,
      keptEpoch: kept.epoch,
      best,
      plateau,
      steps: network.steps,
      batches: network.batches,
      tensors: Object.fromEntries(groups.map((group) => [group, outline(tensors[group])])),
    }),
  )
  const all = groups.flatMap((group) => tensors[group])
  const start = Math.ceil((8 + header.length) / 4) * 4
  const bytes = new Uint8Array(start + 4 * all.reduce((sum, { values }) => sum + values.length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, header.length, true)
  bytes.set(header, 8)
  let at = start
  for (const { values } of all) {
    for (const value of values) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  return bytes
}

/**
 * The checkpoint that `writeCheckpoint` wrote, to the bit.
 * @throws EngineError `file-malformed`.
 */
export function readCheckpoint(bytes: Uint8Array): TrainingCheckpoint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== magic)
    throw malformed('it does not begin as one')
  const length = view.getUint32(4, true)
  if (bytes.length < 8 + length) throw malformed('it ends within its header')
  const header = v.safeParse(headerSchema, parseJson(bytes.subarray(8, 8 + length)))
  if (!header.success) throw malformed(`its header is not of version ${String(version)}`)
  const { epoch, keptEpoch, best, plateau, steps, batches, tensors } = header.output
  let at = Math.ceil((8 + length) / 4) * 4
  const [weights, averages, moments, pending, kept] = groups.map((group) =>
    tensors[group].map(({ name, shape }): WeightTensor => {
      const size = shape.reduce((product, side) => product * side, 1)
      if (at + 4 * size > bytes.length) throw malformed(`it ends within ${name}`)
      const values = Float32Array.from({ length: size }, (_, i) =>
        view.getFloat32(at + 4 * i, true),
      )
      at += 4 * size
      return { name, shape, values }
    }),
  )
  return {
    epoch,
    network: { weights, averages, moments, steps, batches, pending },
    kept: { epoch: keptEpoch, weights: kept },
    best,
    plateau,
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (thrown) {
    throw malformed(`its header cannot be read (${String(thrown)})`)
  }
}

function malformed(why: string): EngineError {
  return new EngineError('file-malformed', `This is no checkpoint of a training: ${why}.`, {
    remedy: 'Train again from the beginning.',
  })
}
