import type { ClassReport } from '../../../../engine/evaluate/classification'
import type { ClassResult } from '../../../../engine/forecast/class-forecast'
import { stepsText, timeText } from '../../charts/date-text'
import { numberText } from '../../charts/number-text'
import { goalTitle } from '../../stores/class-goal'
import type { ClassRun } from '../../stores/jobs'

/** A share in percent, such as `45 %`. */
export function percentText(share: number): string {
  return `${numberText(100 * share, 0)} %`
}

/** Scores in words and numbers, the plainest first. */
export function scoreRows(
  { accuracy, majority, balancedAccuracy, calibrationError, brier }: ClassReport,
  classes: readonly string[],
): readonly { readonly label: string; readonly value: string; readonly hint: string }[] {
  return [
    { label: 'Right', value: percentText(accuracy), hint: 'Share of all cases (accuracy)' },
    {
      label: `Always “${classes[majority.class]}”`,
      value: percentText(majority.accuracy),
      hint: 'What always saying the commonest class would get right',
    },
    {
      label: 'Right, mean over classes',
      value: percentText(balancedAccuracy),
      hint: 'Each class counts alike (balanced accuracy)',
    },
    {
      label: 'Probabilities off by',
      value: percentText(calibrationError),
      hint: 'Mean distance of said from seen (expected calibration error)',
    },
    {
      label: 'Brier score',
      value: numberText(brier, 3),
      hint: 'Mean squared distance of the probabilities from what came, 0 to 2',
    },
  ]
}

/** Rows of the confusion matrix: what came, how often each class was said, and the share of the row. */
export function confusionRows({ confusion }: ClassReport, classes: readonly string[]) {
  return confusion.map((counts, actual) => {
    const sum = counts.reduce((total, count) => total + count, 0)
    return {
      name: classes[actual],
      sum,
      cells: counts.map((count, said) => ({
        name: classes[said],
        count,
        share: sum === 0 ? 0 : count / sum,
        right: said === actual,
      })),
    }
  })
}

/** The forecast's steps with the probability of each class. */
export function stepRows({ forecast, classes, frequency }: ClassResult) {
  return forecast.map(({ time, predicted, probabilities }) => ({
    date: timeText(time, frequency),
    predicted: classes[predicted],
    shares: probabilities.map((share, k) => ({
      name: classes[k],
      share,
      text: percentText(share),
      likeliest: k === predicted,
    })),
  }))
}

/** What a run of classes is about, such as `direction of price · 1 day · run 2`. */
export function classSubtitle({ goal, number, classes, series }: ClassRun): string {
  const ahead = stepsText(classes.horizon, classes.frequency)
  return `${goalTitle(goal, series.name)} · ${ahead} · run ${number}, ${classes.model}`
}
