import type { BaselineName, Verdict } from '../../engine/forecast/forecast-result'

const names: Readonly<Record<BaselineName, string>> = {
  naive: 'naive',
  seasonalNaive: 'seasonal naive',
  drift: 'drift',
}

/** A verdict in the few words that fit beside a recent file. */
export function verdictNote({ kind, baseline, skill }: Verdict): string {
  const percent = Math.abs(100 * skill).toFixed(0)
  switch (kind) {
    case 'beats':
      return `Beats ${names[baseline]} by ${percent} %`
    case 'worse':
      return `Worse than ${names[baseline]} by ${percent} %`
    case 'no-evidence':
      return `No better than ${names[baseline]}`
  }
}
