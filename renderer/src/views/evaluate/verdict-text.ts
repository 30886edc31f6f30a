import type { FoldVerdict } from '../../../../engine/evaluate/judge-folds'
import { counted, judgeFolds, shownP, worseThan } from '../../../../engine/evaluate/judge-folds'
import type { BacktestResult } from '../../../../engine/forecast/backtest-result'
import { decimalsForSpread, numberText } from '../../charts/number-text'
import { bestBaselineOf, networkOf, trustOf } from './backtest-view'

export interface VerdictText {
  readonly tone: 'ok' | 'warn' | 'danger'
  /** Few words for a chip. */
  readonly chip: string
  /** One sentence, in the same size whatever it says. */
  readonly headline: string
  /** Its numbers, and what else a reader should know. */
  readonly details: string
}

const looks: Readonly<Record<FoldVerdict['kind'], Pick<VerdictText, 'tone' | 'chip'>>> = {
  beats: { tone: 'ok', chip: 'Better' },
  'no-evidence': { tone: 'warn', chip: 'No evidence of skill' },
  worse: { tone: 'danger', chip: 'Worse' },
}

/** What the folds say of the network. A network that repeats the value before is named so first. */
export function verdictText(result: BacktestResult): VerdictText {
  const own = networkOf(result)
  const best = bestBaselineOf(result)
  const { verdict } = own
  if (verdict === null) throw new Error('A network without a verdict.')
  const { copycat } = trustOf(result)
  const look = looks[verdict.kind]
  const copies = copycat.sentence !== null && verdict.kind !== 'beats'
  return {
    tone: look.tone,
    chip: copies ? 'Repeats the last value' : look.chip,
    headline: copies ? copycat.sentence : headlineOf(verdict, best.title),
    details: [
      numbersOf(verdict, own.report.total.mase, best.report.total.mase, result, best.title, copies),
      besideRule(result),
      biasOf(result),
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
  }
}

function headlineOf({ kind, skill }: FoldVerdict, name: string): string {
  const percent = `${Math.abs(Math.round(100 * skill))} %`
  if (kind === 'beats') return `Beats the best baseline, ${name}, by ${percent}.`
  if (kind === 'worse') return `${worseThan(name, skill)}. Use ${name}.`
  return `No evidence that this network beats ${name}.`
}

function numbersOf(
  { p }: FoldVerdict,
  own: number,
  best: number,
  { folds }: BacktestResult,
  name: string,
  named: boolean,
): string {
  const against = named ? ` of ${name}` : ''
  const scores = `MASE ${numberText(own, 3)} against ${numberText(best, 3)}${against}`
  const over = counted(folds.length, 'fold')
  if (p === null) return `${scores}; ${over}, too few for a test.`
  return `${scores}, ${shownP(p)} over ${over}.`
}

/** Against the rule that people compare with, when that is not the best baseline already. */
function besideRule(result: BacktestResult): string | null {
  const own = networkOf(result)
  const best = bestBaselineOf(result)
  const rule =
    result.methods.find(({ method }) => method === 'seasonalNaive') ??
    result.methods.find(({ method }) => method === 'naive')
  if (!rule || rule.method === best.method) return null
  const { kind, p } = judgeFolds(own, [rule])
  if (p === null) return null
  if (kind === 'beats') return `It does beat ${rule.title} (${shownP(p)}).`
  if (kind === 'worse') return `It is worse than ${rule.title} too (${shownP(p)}).`
  return `Nor is there evidence against ${rule.title} (${shownP(p)}).`
}

/** Said when the mean error is a third of its typical size or more. */
function biasOf(result: BacktestResult): string | null {
  const { bias, rmse } = networkOf(result).report.total
  if (!(Math.abs(bias) >= rmse / 3) || bias === 0) return null
  const amount = numberText(Math.abs(bias), decimalsForSpread(rmse))
  return `It forecast ${amount} too ${bias > 0 ? 'high' : 'low'} on average.`
}

/** The strip above a forecast: the verdict and whether the bands held. */
export function stripText(result: BacktestResult): {
  readonly bold: string
  readonly rest: string
} {
  const { headline } = verdictText(result)
  const kept = networkOf(result).passport.filter(({ level }) => level >= 0.8)
  if (kept.length === 0) return { bold: headline, rest: '' }
  const shares = kept.map(({ share }) => `${Math.round(100 * share)} %`).join(' and ')
  const held = kept.every(({ verdict }) => verdict === 'holds')
  const bands = kept.map(({ level }) => `${Math.round(100 * level)}`).join(' and ')
  const what = held
    ? `Its bands held: ${shares}`
    : `Its bands of ${bands} % held ${shares} of what came`
  return { bold: headline, rest: `${what} in ${counted(result.folds.length, 'hindcast')}.` }
}
