import { defaultLayer, plainLayer } from '../../../engine/spec/default-layer'
import { specLimits } from '../../../engine/spec/validate-spec'
import type { Series } from '../../../engine/data/series'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { settleBounds, type WantedBounds } from '../../../engine/prepare/bounds'
import type { ModelSpec, RecurrentLayer } from '../../../engine/spec/model-spec'

/** The fields of training that the user may set; what is absent is derived from the data. */
export interface SpecEdits extends WantedBounds {
  readonly history?: number
  readonly horizon?: number
  readonly loss?: ModelSpec['loss']
  readonly learningRate?: number
  readonly epochs?: number
  readonly patience?: number
  readonly batchSize?: number
  readonly seed?: number
  /** The stack, once the user has changed it. */
  readonly layers?: readonly RecurrentLayer[]
}

export type EditedField = keyof SpecEdits

/** Where each field stands in a `ModelSpec`, as the paths of errors name it. */
export const fieldPaths: Readonly<Record<EditedField, string>> = {
  history: 'input.history',
  horizon: 'horizon',
  loss: 'loss',
  learningRate: 'optimizer.learningRate',
  epochs: 'epochs',
  patience: 'earlyStopping.patience',
  batchSize: 'batchSize',
  seed: 'seed',
  layers: 'layers',
  atLeast: 'bounds.least',
  atMost: 'bounds.most',
}

/** The spec for a series: what the user set, the rest derived around it. Not validated. */
export function specFrom(series: Series, edits: SpecEdits): ModelSpec {
  const { history, horizon, seed } = edits
  const auto = suggestSpec(series, {
    ...(history === undefined ? {} : { history }),
    ...(horizon === undefined ? {} : { horizon }),
    ...(seed === undefined ? {} : { seed }),
  })
  const patience = edits.patience ?? auto.earlyStopping?.patience
  return {
    ...auto,
    layers: edits.layers ?? auto.layers,
    loss: edits.loss ?? auto.loss,
    optimizer: {
      ...auto.optimizer,
      learningRate: edits.learningRate ?? auto.optimizer.learningRate,
    },
    epochs: edits.epochs ?? auto.epochs,
    batchSize: edits.batchSize ?? auto.batchSize,
    earlyStopping: patience === undefined ? null : { patience },
    bounds: settleBounds(edits, auto.bounds ?? {}),
  }
}

/** The edits without one: the field is derived again. */
export function withoutEdit(edits: SpecEdits, field: EditedField): SpecEdits {
  return Object.fromEntries(Object.entries(edits).filter(([key]) => key !== field))
}

/** A copy of layer `at` behind it; unchanged when the stack is full. */
export function addLayer(layers: readonly RecurrentLayer[], at: number): readonly RecurrentLayer[] {
  const model = layers[at] ?? layers.at(-1)
  if (!model || layers.length >= specLimits.layers) return layers
  return layers.toSpliced(at + 1, 0, { ...model })
}

/** The stack without layer `at`; the last layer stays, a network has at least one. */
export function removeLayer(
  layers: readonly RecurrentLayer[],
  at: number,
): readonly RecurrentLayer[] {
  return layers.length === 1 ? layers : layers.toSpliced(at, 1)
}

/** Layer `at` moved by one place; unchanged at the ends. */
export function moveLayer(
  layers: readonly RecurrentLayer[],
  at: number,
  by: -1 | 1,
): readonly RecurrentLayer[] {
  const to = at + by
  if (to < 0 || to >= layers.length) return layers
  return layers.toSpliced(at, 1).toSpliced(to, 0, layers[at])
}

/** A cell as the user chooses it: the activation of a SimpleRNN is part of the choice. */
export const cellChoices = ['gru', 'lstm', 'rnn-tanh', 'rnn-relu'] as const
export type CellChoice = (typeof cellChoices)[number]

export const cellChoiceTexts: Readonly<Record<CellChoice, string>> = {
  gru: 'GRU',
  lstm: 'LSTM',
  'rnn-tanh': 'SimpleRNN, tanh',
  'rnn-relu': 'SimpleRNN, ReLU',
}

/** The choice that a layer is. */
export function cellChoiceOf(layer: RecurrentLayer): CellChoice {
  return layer.kind === 'rnn' ? `rnn-${layer.activation}` : layer.kind
}

/** The layer with another cell, its units and dropout kept. */
export function withCell(layer: RecurrentLayer, choice: CellChoice): RecurrentLayer {
  switch (choice) {
    case 'gru':
    case 'lstm':
      return defaultLayer(choice, layer)
    case 'rnn-tanh':
    case 'rnn-relu': {
      const activation = choice === 'rnn-tanh' ? 'tanh' : 'relu'
      return { ...plainLayer, ...layer, kind: 'rnn', activation }
    }
  }
}
