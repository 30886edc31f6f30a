import { capital } from '../../engine/evaluate/method-titles'
import { shownP } from '../../engine/evaluate/judge-folds'
import type { ResidualDiagnostics, ResidualGroup } from '../../engine/evaluate/residual-diagnostics'
import type { MethodTrust } from '../../engine/forecast/method-trust'

const months =
  'January February March April May June July August September October November December'
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'
const significance = 0.05
/** A group of errors is named from this share above their mean size on. */
const notableGroup = 1.5

/** What `backtest --json` and `forecast --model … --json` say of a method beside its scores. */
export function trustJson(trust: MethodTrust | undefined) {
  if (trust === undefined) return { copycat: null, diagnostics: null }
  const { copies, movement, skill, sentence, suggestion } = trust.copycat
  const number = (value: number): number | null => (Number.isNaN(value) ? null : value)
  return {
    copycat: {
      copies,
      movement: number(movement),
      skill: number(skill),
      sentence,
      suggestion: suggestion && { target: suggestion.target, reason: suggestion.reason },
    },
    diagnostics: trust.oneStep?.diagnostics ?? null,
  }
}

/** Sentences for people: whether it copies, and what its errors one step ahead still hold. */
export function trustLines(title: string, { copycat, oneStep }: MethodTrust): readonly string[] {
  const { sentence, suggestion } = copycat
  return [
    ...(sentence === null ? [] : [`${sentence} ${suggestion?.reason ?? ''}`.trimEnd()]),
    ...(oneStep === null ? [] : [`${capital(title)}: ${errorsText(oneStep.diagnostics)}`]),
  ]
}

function errorsText({
  count,
  autocorrelations,
  ljungBox,
  jarqueBera,
  byMonth,
  byWeekday,
}: ResidualDiagnostics): string {
  const [first] = autocorrelations
  const test = `Ljung–Box over ${ljungBox.lags} lags, ${shownP(ljungBox.p)}, ${count} errors one step ahead`
  const order =
    ljungBox.p < significance
      ? `Errors still follow from earlier ones (${test}; r₁ = ${first.toFixed(2)}): there is more to learn.`
      : `Errors look like noise (${test}).`
  const { skewness, excessKurtosis, p } = jarqueBera
  const shape =
    excessKurtosis > 1
      ? 'outliers are common'
      : skewness > 0
        ? 'large ones lie above'
        : 'large ones lie below'
  const normal = p < significance ? `They are not normal (Jarque–Bera ${shownP(p)}): ${shape}.` : ''
  const groups = [groupText(byMonth, months, 1), groupText(byWeekday, weekdays, 0)]
  return [order, normal, ...groups].filter((part) => part !== '').join(' ')
}

/** Names the month or weekday whose errors are much larger than usual; empty without one. */
function groupText(groups: readonly ResidualGroup[], names: string, first: number): string {
  const count = groups.reduce((sum, each) => sum + each.count, 0)
  const usual = groups.reduce((sum, each) => sum + each.count * each.meanAbsolute, 0) / count
  const several = groups.filter((each) => each.count >= 3)
  if (several.length < 2) return ''
  const worst = several.reduce((a, b) => (b.meanAbsolute > a.meanAbsolute ? b : a))
  if (worst.meanAbsolute < notableGroup * usual) return ''
  const ratio = (worst.meanAbsolute / usual).toFixed(1)
  return `${names.split(' ')[worst.group - first]} is hardest: its errors are ${ratio} times the usual.`
}
