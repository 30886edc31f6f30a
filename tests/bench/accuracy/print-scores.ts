import type { SetScore } from './score-set'

const columns: readonly (readonly [string, (score: SetScore) => string])[] = [
  ['set', ({ set }) => set],
  ['method', ({ method }) => method],
  ['metric', ({ metric }) => metric],
  ['value', ({ value }) => fixed(value, 3)],
  ['floor', ({ floor }) => fixed(floor, 3)],
  ['bestRnn', ({ bestRnn }) => fixed(bestRnn, 3)],
  ['best', ({ best }) => fixed(best, 3)],
  ['ratio', ({ ratio }) => fixed(ratio, 3)],
  ['sMAPE', ({ smape }) => fixed(smape, 3)],
  ['WAPE', ({ wape }) => fixed(wape, 4)],
  ['spl5', ({ spl5 }) => fixed(spl5, 3)],
  ['cov80', ({ cov80 }) => fixed(cov80, 3)],
  ['cov95', ({ cov95 }) => fixed(cov95, 3)],
  ['seconds', ({ seconds }) => fixed(seconds, 1)],
  ['cpu s', ({ cpuSeconds }) => fixed(cpuSeconds, 1)],
]

export function headerLine(): string {
  return line(columns.map(([name]) => name))
}

export function scoreLine(score: SetScore): string {
  return line(columns.map(([, text]) => text(score)))
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i < 3 ? cell.padEnd(i === 2 ? 6 : 18) : cell.padStart(8)))
    .join(' ')
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}
