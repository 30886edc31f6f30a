import { describeSteps } from '../../engine/data/calendar'
import type { Frequency } from '../../engine/data/calendar'
import type { Series } from '../../engine/data/series'
import type { ScoreSummary } from '../../engine/evaluate/score-report'
import type { MethodHindcast } from '../../engine/evaluate/score-methods'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { frequencyName } from './frequency-name'
import { textTable } from './text-table'

export interface About {
  readonly target: string
  readonly frequency: Frequency
  readonly season: number
}

/** The object that `backtest --json` prints. */
export function backtestJson(
  { folds, horizon, step, methods }: PanelHindcast,
  { target, frequency, season }: About,
  panel: readonly Series[],
) {
  return {
    target,
    frequency: frequencyName(frequency),
    season,
    series: panel.length,
    horizon,
    folds,
    step,
    methods: methods.map(methodJson),
  }
}

/** One method: scores in total, by step ahead, by fold and by series, its passport and its verdict. */
export function methodJson({ method, report, passport, verdict, seconds }: MethodHindcast) {
  return {
    method,
    ...scoresJson(report.total),
    byHorizon: report.byHorizon.map(scoresJson),
    byFold: [...report.byFold.values()].map(scoresJson),
    bySeries: Object.fromEntries(
      [...report.bySeries].map(([name, summary]) => [name, scoresJson(summary)]),
    ),
    passport: passport.map(({ level, share, limits, verdict: kept }) => ({
      level,
      share,
      limits,
      verdict: kept,
    })),
    verdict: verdict?.sentence ?? null,
    p: verdict?.p ?? null,
    skill: verdict?.skill ?? null,
    seconds,
  }
}

export function scoresJson({
  mase,
  smape,
  wape,
  rmse,
  bias,
  scaledPinball,
  scaledCrps,
  coverage,
}: ScoreSummary) {
  return {
    mase,
    smape,
    wape,
    rmse,
    bias,
    pinball: scaledPinball,
    crps: scaledCrps,
    coverage: Object.fromEntries(
      coverage.map(({ level, share, msis }) => [percentName(level), { share, msis }]),
    ),
  }
}

/** `80` for .8, as in the names of columns. */
export function percentName(level: number): string {
  return String(Number((100 * level).toPrecision(6)))
}

/** Verdicts, the table of methods, and how well the best one's bands held. */
export function backtestText(
  hindcast: PanelHindcast,
  { target, frequency }: About,
  panel: readonly Series[],
): string {
  const { methods, folds, horizon } = hindcast
  const verdicts = methods.flatMap(({ title, verdict }) =>
    verdict === null ? [] : [`${capital(title)}: ${verdict.sentence}`],
  )
  const of = panel.length === 1 ? target : `${target}, ${panel.length} series`
  const made = `${of}: ${folds} ${folds === 1 ? 'fold' : 'folds'} of ${describeSteps(horizon, frequency)}`
  const bands = methods[0].passport.map(({ sentence }) => sentence)
  return [verdicts.join('\n'), made, methodTable(hindcast), bands.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** A line for each method, the least MASE first. */
export function methodTable({ methods }: PanelHindcast): string {
  const levels = methods[0].report.total.coverage.map(({ level }) => level)
  return textTable([
    [
      'Method',
      'MASE',
      'sMAPE',
      'WAPE',
      'Pinball',
      ...levels.map((level) => `in ${percentName(level)} %`),
      'Seconds',
    ],
    ...methods.map(({ title, report: { total }, seconds }) => [
      capital(title),
      total.mase.toFixed(3),
      `${total.smape.toFixed(1)} %`,
      `${total.wape.toFixed(1)} %`,
      total.scaledPinball === null ? '–' : total.scaledPinball.toFixed(3),
      ...levels.map((level) => {
        const share = total.coverage.find((each) => each.level === level)?.share
        return share === undefined ? '–' : `${(100 * share).toFixed(0)} %`
      }),
      seconds.toFixed(1),
    ]),
  ])
}

function capital(text: string): string {
  const plain = text.replace(/^the /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
