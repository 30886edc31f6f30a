/**
 * `npm run bench:import [rows …]`: opens generated CSV files of 10⁵, 10⁶ and 10⁷ rows × 8 columns, each in
 * a process of its own, and prints time, its growth, and memory as a multiple of the file.
 */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EngineError } from '../../engine/errors'
import { importFile } from '../../engine/import/import-file'
import { createDatasetStore } from '../../engine/jobs/dataset-store'
import { createRandom } from './random-numbers'

interface Measured {
  readonly readMs: number
  readonly openMs: number
  /** Time of all processors while opening: what counts when the machine is busy. */
  readonly cpuMs: number
  readonly cancelMs: number
  readonly peakMb: number
  readonly rows: number
}

const targets = { seconds: 4, memory: 6, cancelMs: 500 }

/** Minutes from 1970 with five measurements, a count and a text, about 60 bytes a row. */
function writeFile(path: string, rows: number): void {
  const file = openSync(path, 'w')
  const random = createRandom(7)
  const places = ['north', 'south', 'east', 'west', 'harbour']
  writeSync(file, 'time,load,temperature,wind,pressure,price,count,place\n')
  let text = ''
  for (let row = 0; row < rows; row++) {
    const time = new Date(row * 60_000).toISOString().slice(0, 16)
    const load = (500 + 300 * Math.sin(row / 229) + 40 * random()).toFixed(2)
    const temperature = (12 + 9 * Math.sin(row / 1440) + random()).toFixed(1)
    const wind = (4 * random()).toFixed(1)
    const pressure = (1013 + 9 * random()).toFixed(1)
    const price = (60 - 30 * random()).toFixed(2)
    text += `${time},${load},${temperature},${wind},${pressure},${price},${Math.floor(900 * random())},${places[row % 5]}\n`
    if (text.length > 1 << 20 || row === rows - 1) {
      writeSync(file, text)
      text = ''
    }
  }
  closeSync(file)
}

function measure(path: string): Measured {
  const read = (): Uint8Array => readFileSync(path)
  const store = createDatasetStore()
  const used = process.cpuUsage()
  const start = performance.now()
  const { rows } = store.open({ id: 'bench', file: { name: 'bench.csv', bytes: read() } })
  const openMs = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  const peakMb = process.resourceUsage().maxRSS / 1024
  store.close({ id: 'bench' })
  const before = performance.now()
  importFile({ name: 'bench.csv', bytes: read() })
  const readMs = performance.now() - before
  return {
    readMs,
    openMs,
    cpuMs: (user + system) / 1000,
    cancelMs: measureCancel(read()),
    rows,
    peakMb,
  }
}

/** From the wish to stop, made halfway, to the error. */
function measureCancel(bytes: Uint8Array): number {
  let asked = Number.NaN
  try {
    importFile(
      { name: 'bench.csv', bytes },
      {
        progress(done) {
          if (done > 0.5 && Number.isNaN(asked)) asked = performance.now()
        },
        cancelled: () => !Number.isNaN(asked),
      },
    )
  } catch (thrown) {
    if (thrown instanceof EngineError && thrown.code === 'cancelled')
      return performance.now() - asked
    throw thrown
  }
  return Number.NaN
}

function report(rows: number, bytes: number, measured: Measured, perRow: number): void {
  const mb = bytes / 2 ** 20
  const seconds = measured.openMs / 1000
  const cpuPerRow = measured.cpuMs / 1000 / rows
  const memory = measured.peakMb / mb
  console.log(
    [
      `${rows.toLocaleString('en-US')} rows, ${mb.toFixed(1)} MB:`,
      `${(measured.readMs / 1000).toFixed(2)} s to read,`,
      `${seconds.toFixed(2)} s to open with profile (${((seconds / rows) * 1e6).toFixed(2)} µs a row),`,
      `${(measured.cpuMs / 1000).toFixed(2)} s of processor time (${(cpuPerRow * 1e6).toFixed(2)} µs a row, ${(cpuPerRow / perRow).toFixed(2)} × the first),`,
      `${measured.peakMb.toFixed(0)} MB at most (${memory.toFixed(1)} × the file),`,
      `stops in ${measured.cancelMs.toFixed(0)} ms`,
    ].join(' '),
  )
  if (rows !== 1_000_000) return
  const within = (good: boolean): string => (good ? 'met' : 'MISSED')
  console.log(
    `  targets: ${targets.seconds} s ${within(seconds <= targets.seconds)}, ${targets.memory} × the file ${within(memory <= targets.memory)}, stop within ${targets.cancelMs} ms ${within(measured.cancelMs <= targets.cancelMs)}`,
  )
}

const [first, ...others] = process.argv.slice(2)
if (first === '--measure') {
  console.log(JSON.stringify(measure(others[0])))
} else {
  const sizes =
    first === undefined ? [100_000, 1_000_000, 10_000_000] : [first, ...others].map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-bench-'))
  let perRow = Number.NaN
  try {
    for (const rows of sizes) {
      const path = join(folder, 'bench.csv')
      writeFile(path, rows)
      const args = [...process.execArgv, process.argv[1], '--measure', path]
      const measured: Measured = JSON.parse(
        execFileSync(process.execPath, args, { encoding: 'utf8' }),
      )
      if (Number.isNaN(perRow)) perRow = measured.cpuMs / 1000 / rows
      report(rows, statSync(path).size, measured, perRow)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
