import type { ClassForecast, ClassReport } from '../evaluate/classification'
import { signTest } from '../evaluate/distributions'
import { counted, shownP } from '../evaluate/judge-folds'

const significance = 0.05

/**
 * Against always saying the commonest class of the scored rows, by the exact sign test on the cases of which
 * only one was right (McNemar 1947).
 */
export function judgeClasses(
  cases: readonly ClassForecast[],
  { accuracy, majority, count }: ClassReport,
  names: readonly string[],
): string {
  const right = cases.map(({ actual, probabilities }) => ({
    own: probabilities.indexOf(Math.max(...probabilities)) === actual,
    other: majority.class === actual,
  }))
  const wins = right.filter(({ own, other }) => own && !other).length
  const losses = right.filter(({ own, other }) => !own && other).length
  const p = signTest(wins, wins + losses)
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const numbers = `right in ${percent(accuracy)} against ${percent(majority.accuracy)} (${shownP(p)}, ${counted(count, 'case')})`
  const always = `always saying “${names[majority.class]}”`
  if (p < significance && wins > losses) return `Beats ${always}: ${numbers}.`
  if (p < significance && wins < losses) return `Worse than ${always}: ${numbers}.`
  return `No evidence that this network beats ${always}: ${numbers}.`
}
