import { describeSteps } from '../../engine/data/calendar'
import type { Frequency } from '../../engine/data/calendar'
import type { Series } from '../../engine/data/series'
import type { ScoreSummary } from '../../engine/evaluate/score-report'
import type { MethodHindcast } from '../../engine/evaluate/score-methods'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { capital } from './capital'
import { frequencyName } from './frequency-name'
import { textTable } from './text-table'
import { trustJson, trustLines } from './trust-text'

export interface About {
  readonly target: string
  readonly frequency: Frequency
  readonly season: number
}

/** The object that `backtest --json` prints. */
export function backtestJson(
  { folds, planned, horizon, step, methods, trust }: PanelHindcast,
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
    planned,
    step,
    methods: methods.map((each) => ({
      ...methodJson(each),
      ...trustJson(trust.get(each.method)),
    })),
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
  const { methods, folds, horizon, trust } = hindcast
  const verdicts = methods.flatMap(({ title, verdict }) =>
    verdict === null ? [] : [`${capital(title)}: ${verdict.sentence}`],
  )
  const of = panel.length === 1 ? target : `${target}, ${panel.length} series`
  const made = `${of}: ${folds} ${folds === 1 ? 'fold' : 'folds'} of ${describeSteps(horizon, frequency)}`
  const [best] = methods
  const bands = best.passport.map(({ sentence }) => sentence)
  const errors = methods.flatMap(({ method, title }) => {
    const own = trust.get(method)
    return own === undefined ? [] : trustLines(title, own)
  })
  return [verdicts.join('\n'), made, methodTable(hindcast), bands.join('\n'), errors.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** A line for each method, the least MASE first. */
export function methodTable({ methods }: PanelHindcast): string {
  const levels = methods[0].report.total.coverage.map(({ level }) => level)
  const naive = methods.find(({ method }) => method === 'naive')
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
    // Without a season the value of a season ago is the last value, which has its line.
    ...methods
      .filter(({ method, title }) => method !== 'seasonalNaive' || title !== naive?.title)
      .map(({ title, report: { total }, seconds }) => [
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
