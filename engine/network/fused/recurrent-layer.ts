import { outputWidth } from '../../spec/network-sizes'
import { fromRow, type Arena, type Matrix } from './arena'
import { cellPass, type CellPass } from './cell-pass'
import type { CellWeights } from './cell-weights'
import { dropout } from './dropout'
import { finishOutput } from './finish-output'
import type { Machine } from './machine'
import type { SharedPlan } from './shared-plan'
import type { ShardRun, Stage } from './stage'

/** A sequence `[steps·rows]` and the gradient that its consumer writes; null where none is needed. */
export interface Sequence {
  readonly values: Matrix
  readonly gradient: Matrix | null
}

/** A recurrent layer, and its output: every step, or the last one only. */
export interface LayerPlan {
  readonly stage: Stage
  readonly output: Matrix
  /** Written by whoever takes the output. */
  readonly outputGradient: Matrix
  /** The first direction's run, from which a readout may continue. */
  readonly pass: CellPass
  readonly passes: readonly CellPass[]
  /** The mask on the first direction's state, drawn for this batch, or 0. */
  recurrentMask(run: ShardRun): number
  initialise(machine: Machine): void
}

/** Builds one direction's run; learned initial states make the first state count. */
export function layerPasses(plan: SharedPlan, index: number, arena: Arena): readonly CellPass[] {
  const zeroState = plan.spec.layers[index].initialState === 'zero'
  return plan.cells[index].map((weights) =>
    cellPass(weights, plan.sizes.steps, plan.rows, zeroState, plan.zeros, arena),
  )
}

/**
 * `final` takes each direction's own last state: the forward one's at the last valid step, the backward one's
 * at the first. `continued` leaves the last cell state's gradient to the readout that goes on from it.
 */
export function recurrentLayer(
  plan: SharedPlan,
  index: number,
  passes: readonly CellPass[],
  input: Sequence,
  final: boolean,
  continued: boolean,
  arena: Arena,
): LayerPlan {
  const { rows, parameters, spec, sizes } = plan
  const layer = spec.layers[index]
  const owner = `layers[${String(index)}]`
  const weights = plan.cells[index]
  const [pass] = passes
  const steps = sizes.steps
  const outRows = final ? rows : steps * rows
  // A readout that goes on from the state takes it as the cell left it, and drops its own outputs.
  const alone = passes.length === 1 && !layer.residual && !layer.layerNorm
  const plain = alone && (layer.dropout === 0 || continued)
  const source = (of: CellPass): Matrix => (final ? of.last : fromRow(of.states, rows))
  const width = outputWidth(layer)
  const output = plain ? source(pass) : arena.matrix(outRows, width)
  const outputGradient = plain && final ? pass.gradient : arena.matrix(outRows, width)
  const recurrentMasks = passes.map((_, direction) =>
    dropout(
      `${owner}.${direction === 0 ? 'recurrent' : 'backward.recurrent'}`,
      layer.recurrentDropout,
      spec.seed,
      rows,
      layer.units,
      arena,
    ),
  )
  const finish = finishOutput(plan, index, input, final, output, outputGradient, arena)
  const product = arena.floats(Math.max(...weights.map(({ width, columns }) => width * columns)))
  // Each direction needs the output's gradient in its own order of time.
  const ownOuter = passes.map(() =>
    !final && passes.length === 2 ? arena.matrix(outRows, layer.units) : null,
  )
  const reversed =
    input.gradient !== null && passes.length === 2
      ? arena.matrix(steps * rows, weights[0].features)
      : null
  const prefix = (direction: number): string =>
    direction === 0 ? `${owner}.` : `${owner}.backward.`
  const learned = layer.initialState === 'learned'
  const states = (direction: number): { name: string; of: 'h' | 'c' }[] => [
    { name: `${prefix(direction)}initialState`, of: 'h' },
    ...(layer.kind === 'lstm'
      ? [{ name: `${prefix(direction)}initialCell`, of: 'c' } as const]
      : []),
  ]
  const column = (direction: number): number =>
    direction === 1 && layer.direction === 'concat' ? 4 * layer.units : 0

  function placeInput(
    { kernels }: Machine,
    run: ShardRun,
    { input: to }: CellPass,
    direction: number,
  ): void {
    const { values: from } = input
    if (direction === 1) {
      kernels.reverseTime(
        from.at,
        from.stride,
        to.at,
        to.stride,
        steps,
        rows,
        to.columns,
        run.lengths,
        0,
      )
    } else if (from.at !== to.at) {
      kernels.copyRows(from.at, from.stride, to.at, to.stride, steps * rows, to.columns)
    }
  }

  function placeInitial(
    { kernels }: Machine,
    run: ShardRun,
    of: CellPass,
    direction: number,
  ): void {
    for (const { name, of: which } of learned ? states(direction) : []) {
      const to = which === 'h' ? of.states : fromRow(of.lastCell, -steps * rows)
      const from = run.weights + 4 * parameters.find(name).offset
      kernels.copyRows(from, 0, to.at, to.stride, rows, layer.units)
    }
  }

  /** Joins the directions into the output; the second one's steps come in reverse. */
  function join({ kernels }: Machine, run: ShardRun): void {
    passes.forEach((of, direction) => {
      const from = source(of)
      const to = output.at + column(direction)
      const add = direction === 1 && layer.direction === 'sum' ? 1 : 0
      if (direction === 1 && !final) {
        kernels.reverseTime(
          from.at,
          from.stride,
          to,
          output.stride,
          steps,
          rows,
          layer.units,
          run.lengths,
          add,
        )
      } else if (add === 1) {
        kernels.addRows(from.at, from.stride, to, output.stride, outRows, layer.units, 1)
      } else kernels.copyRows(from.at, from.stride, to, output.stride, outRows, layer.units)
    })
  }

  /** The gradient of a direction's states: of the last one in its `gradient`, of every one as the result. */
  function split(
    { kernels }: Machine,
    run: ShardRun,
    of: CellPass,
    direction: number,
  ): Matrix | null {
    const from = outputGradient.at + column(direction)
    const { at, stride } = of.gradient
    if (!continued && layer.kind === 'lstm')
      kernels.zero(of.cellGradient.at, rows * of.cellGradient.stride)
    if (final) {
      if (at !== outputGradient.at)
        kernels.copyRows(from, outputGradient.stride, at, stride, rows, layer.units)
      return null
    }
    kernels.zero(at, rows * stride)
    const outer = ownOuter[direction]
    if (outer === null) return outputGradient
    if (direction === 0) {
      kernels.copyRows(from, outputGradient.stride, outer.at, outer.stride, outRows, layer.units)
    } else {
      kernels.reverseTime(
        from,
        outputGradient.stride,
        outer.at,
        outer.stride,
        steps,
        rows,
        layer.units,
        run.lengths,
        0,
      )
    }
    return outer
  }

  function inputGradient(machine: Machine, run: ShardRun, of: CellPass, direction: number): void {
    const { gradient } = input
    if (gradient === null) return
    if (direction === 0 || reversed === null) {
      of.inputGradient(machine, gradient)
      return
    }
    of.inputGradient(machine, reversed)
    const { at, stride, columns } = reversed
    machine.kernels.reverseTime(
      at,
      stride,
      gradient.at,
      gradient.stride,
      steps,
      rows,
      columns,
      run.lengths,
      1,
    )
  }

  function weightGradients(machine: Machine, run: ShardRun, of: CellPass, cell: CellWeights): void {
    if (layer.frozen) return
    machine.kernels.zero(product, cell.width * cell.columns)
    of.addWeightGradients(machine, product)
    cell.unpack(machine, product, run.gradients)
  }

  return {
    output,
    outputGradient,
    pass,
    passes,
    recurrentMask: (run) => recurrentMasks[0].current(run),
    initialise(machine) {
      for (const of of passes) of.initialise(machine)
    },
    stage: {
      forward(machine, run) {
        passes.forEach((of, direction) => {
          placeInput(machine, run, of, direction)
          placeInitial(machine, run, of, direction)
          of.forward(machine, run.lengths, recurrentMasks[direction].draw(machine, run))
        })
        if (plain) return
        join(machine, run)
        finish.forward(machine, run)
      },
      backward(machine, run) {
        if (!plain) finish.backward(machine, run)
        passes.forEach((of, direction) => {
          const outer = split(machine, run, of, direction)
          of.backward(
            machine,
            outer,
            run.lengths,
            recurrentMasks[direction].current(run),
            run.traced,
          )
          weightGradients(machine, run, of, weights[direction])
          for (const { name, of: which } of learned && !layer.frozen ? states(direction) : []) {
            const { at, stride } = which === 'h' ? of.gradient : of.cellGradient
            const to = run.gradients + 4 * parameters.find(name).offset
            machine.kernels.addRows(at, stride, to, 0, rows, layer.units, 1)
          }
          inputGradient(machine, run, of, direction)
        })
        if (!plain) finish.addResidual(machine, run)
      },
    },
  }
}
