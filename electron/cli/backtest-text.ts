import { describeSteps } from '../../engine/data/calendar'
import { capital } from '../../engine/evaluate/method-titles'
import { counted } from '../../engine/evaluate/judge-folds'
import type { FoldVerdict } from '../../engine/evaluate/judge-folds'
import type { ScoreSummary } from '../../engine/evaluate/score-report'
import type { MethodHindcast } from '../../engine/evaluate/score-methods'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { frequencyName } from './frequency-name'
import { textTable } from './text-table'
import { trustJson, trustLines } from './trust-text'

/** The object that `backtest --json` prints. */
export function backtestJson({ plan, folds, methods, trust }: PanelHindcast, target: string) {
  const { frequency, season, series, horizon, step } = plan
  return {
    target,
    frequency: frequencyName(frequency),
    season,
    series: series.length,
    horizon,
    folds: folds.length,
    planned: plan.folds,
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
    ...verdictJson(verdict),
    seconds,
  }
}

/** The sentence and its numbers; all null for what is not judged. */
export function verdictJson(verdict: FoldVerdict | null) {
  const { sentence, baseline, skill, p, test } = verdict ?? {}
  return {
    verdict: sentence ?? null,
    baseline: baseline ?? null,
    skill: skill ?? null,
    p: p ?? null,
    test: test ?? null,
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
export function backtestText(hindcast: PanelHindcast, target: string): string {
  const { plan, methods, folds, trust } = hindcast
  const { series, horizon, frequency } = plan
  const verdicts = methods.flatMap(({ title, verdict }) =>
    verdict === null ? [] : [`${capital(title)}: ${verdict.sentence}`],
  )
  const of = series.length === 1 ? target : `${target}, ${series.length} series`
  const made = `${of}: ${counted(folds.length, 'fold')} of ${describeSteps(horizon, frequency)}`
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
