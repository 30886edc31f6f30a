import { readFileSync } from 'node:fs'
import { gpuExecutors } from '../../engine/network/network'

export interface Shape {
  readonly id: string
  readonly batch: number
  readonly time: number
  readonly features: number
  readonly units: number
  readonly layers: number
  readonly outputs: number
}

const executors = ['fused', 'tfjs-wasm', ...gpuExecutors] as const
export type BenchExecutor = (typeof executors)[number]

export interface BenchOptions {
  readonly json: boolean
  /** Uses Chromium's software in place of a graphics processor. */
  readonly software: boolean
  readonly shapes: readonly Shape[]
  readonly cells: readonly ('lstm' | 'gru' | 'rnn')[]
  readonly threads: readonly number[]
  readonly executors: readonly BenchExecutor[]
  /** Windows to predict in one call; null to train. */
  readonly predict: number | null
  /** Steps a second of the peer: by shape, cell and threads. */
  readonly peer: ReadonlyMap<string, number>
  /** Seconds of each of the slices that the median is taken of. */
  readonly seconds: number
}

const usage = `usage: training.ts [--json] [--software] [--ids S1,M1] [--cells lstm,gru,rnn] [--threads 1,2]
  [--executors ${executors.join(',')}] [--predict WINDOWS] [--seconds 0.25] [--shapes FILE] [--peer FILE]`

function refuse(message: string): never {
  console.error(`${message}\n${usage}`)
  process.exit(2)
}

function executorOf(name: string): BenchExecutor {
  // TensorFlow.js' backend outside of a browser is WASM.
  const known = name === 'tensorflow' ? 'tfjs-wasm' : executors.find((one) => one === name)
  return known ?? refuse(`There is no executor ${name}.`)
}

/** Reads the command line; an unknown word ends the run with the usage. */
export function readOptions(words: readonly string[]): BenchOptions {
  const given = new Map<string, string>()
  for (let i = 0; i < words.length; i++) {
    const name = words[i]
    if (name === '--json' || name === '--software') given.set(name, 'true')
    else if (
      /^--(ids|cells|threads|executors|predict|seconds|shapes|peer)$/.test(name) &&
      i + 1 < words.length
    ) {
      given.set(name, words[(i += 1)])
    } else refuse(`Not understood: ${name}`)
  }
  const list = (name: string, usual: string): string[] => (given.get(name) ?? usual).split(',')
  const shapesFile = given.get('--shapes') ?? new URL('shapes.json', import.meta.url)
  const shapes = JSON.parse(readFileSync(shapesFile, 'utf8')) as Shape[]
  const all = shapes.map(({ id }) => id)
  const ids = given.get('--ids')?.split(',') ?? all
  const unknown = ids.find((id) => !all.includes(id))
  if (unknown !== undefined) refuse(`There is no shape ${unknown}.`)
  const cells = (['lstm', 'gru', 'rnn'] as const).filter((cell) =>
    list('--cells', 'lstm,gru').includes(cell),
  )
  const chosen = list('--executors', 'fused').map(executorOf)
  if (given.has('--predict') && chosen.some((one) => gpuExecutors.some((gpu) => gpu === one))) {
    refuse('Predictions are measured on the processor only.')
  }
  return {
    json: given.has('--json'),
    software: given.has('--software'),
    shapes: shapes.filter(({ id }) => ids.includes(id)),
    cells,
    threads: list('--threads', '1').map(Number),
    executors: chosen,
    predict: given.has('--predict') ? Number(given.get('--predict')) : null,
    peer: readPeer(given.get('--peer')),
    seconds: Number(given.get('--seconds') ?? '0.25'),
  }
}

/** The best of the peer's lines for each shape, cell and number of threads. */
function readPeer(file: string | undefined): ReadonlyMap<string, number> {
  const rates = new Map<string, number>()
  if (file === undefined) return rates
  for (const line of readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text.startsWith('{'))) {
    const { id, cell, threads, stepsPerSecond } = JSON.parse(line) as {
      id: string
      cell: string
      threads: number
      stepsPerSecond: number
    }
    const key = peerKey(id, cell, threads)
    rates.set(key, Math.max(stepsPerSecond, rates.get(key) ?? 0))
  }
  return rates
}

export function peerKey(id: string, cell: string, threads: number): string {
  return `${id} ${cell} ${String(threads)}`
}
