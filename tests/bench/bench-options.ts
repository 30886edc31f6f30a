import { readFileSync } from 'node:fs'

export interface Shape {
  readonly id: string
  readonly batch: number
  readonly time: number
  readonly features: number
  readonly units: number
  readonly layers: number
  readonly outputs: number
}

export interface BenchOptions {
  readonly json: boolean
  readonly shapes: readonly Shape[]
  readonly cells: readonly ('lstm' | 'gru' | 'rnn')[]
  readonly threads: readonly number[]
  readonly executors: readonly string[]
  /** Steps a second of the peer: by shape, cell and threads. */
  readonly peer: ReadonlyMap<string, number>
  /** Seconds of each of the slices that the median is taken of. */
  readonly seconds: number
}

const usage = `usage: training.ts [--json] [--ids S1,M1] [--cells lstm,gru,rnn] [--threads 1,2]
  [--executors fused,tfjs-wasm,webgl] [--seconds 0.25] [--shapes FILE] [--peer FILE]`

/** Reads the command line; an unknown word ends the run with the usage. */
export function readOptions(words: readonly string[]): BenchOptions {
  const given = new Map<string, string>()
  for (let i = 0; i < words.length; i++) {
    const name = words[i]
    if (name === '--json') given.set(name, 'true')
    else if (
      /^--(ids|cells|threads|executors|seconds|shapes|peer)$/.test(name) &&
      i + 1 < words.length
    ) {
      given.set(name, words[(i += 1)])
    } else {
      console.error(usage)
      process.exit(2)
    }
  }
  const list = (name: string, usual: string): string[] => (given.get(name) ?? usual).split(',')
  const shapesFile = given.get('--shapes') ?? new URL('shapes.json', import.meta.url)
  const shapes = JSON.parse(readFileSync(shapesFile, 'utf8')) as Shape[]
  const ids = given.get('--ids')?.split(',') ?? shapes.map(({ id }) => id)
  const cells = (['lstm', 'gru', 'rnn'] as const).filter((cell) =>
    list('--cells', 'lstm,gru').includes(cell),
  )
  return {
    json: given.has('--json'),
    shapes: shapes.filter(({ id }) => ids.includes(id)),
    cells,
    threads: list('--threads', '1').map(Number),
    executors: list('--executors', 'fused'),
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
