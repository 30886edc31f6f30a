import { readFileSync } from 'node:fs'
import * as v from 'valibot'

// What tests/fixtures/network/make_fixtures.py wrote.
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/network/${name}.json`, import.meta.url), 'utf8'))
const numbers = v.array(v.number())

const cell = v.object({
  kind: v.picklist(['rnn', 'lstm', 'gru']),
  activation: v.picklist(['tanh', 'relu']),
  bidirectional: v.boolean(),
  size: v.number(),
  history: v.number(),
  features: v.number(),
  units: v.number(),
  horizon: v.number(),
  weights: v.array(
    v.object({
      name: v.string(),
      shape: numbers,
      values: v.pipe(
        numbers,
        v.transform((values) => Float32Array.from(values)),
      ),
    }),
  ),
  inputs: numbers,
  targets: numbers,
  outputs: numbers,
  losses: numbers,
  outputsAfter: numbers,
})

const losses = v.object({
  raw: numbers,
  targets: numbers,
  mse: v.number(),
  mae: v.number(),
  huber: v.number(),
  gaussian: v.number(),
  student: v.number(),
  logits: numbers,
  labels: numbers,
  crossEntropy: v.number(),
})

const notebook = v.object({ seeds: v.number(), means: numbers, deviations: numbers })

/** One recurrent layer and a Linear on its last state: outputs, and the losses of 10 steps of Adam at 0.01. */
export const torchCells = v.parse(v.array(cell), read('cells'))
export const torchLosses = v.parse(losses, read('losses'))
/** The notebook's RNN(10 → 50) → Linear(5): loss at each of 20 epochs over seeds. */
export const torchNotebook = v.parse(notebook, read('notebook'))
