import { periodKinds } from '../../engine/data/repairs/periods'
import type { RepairAction, ResampleRule } from '../../engine/data/repairs/repair-step'
import { invalid } from './argument-values'

const rules: readonly ResampleRule[] = ['mean', 'sum', 'min', 'max', 'first', 'last']

/**
 * What `--resample` says: `weekly:sum` joins the rows of each week, `rows` counts the rows as steps in the
 * order of their dates. @throws EngineError `request-invalid`.
 */
export function resampleAction(written: string): RepairAction {
  if (written === 'rows') return { kind: 'count-dates' }
  const [step, rule, ...rest] = written.split(':')
  const kind = periodKinds.find((each) => each === step)
  const by = rules.find((each) => each === rule)
  if (kind !== undefined && by !== undefined && rest.length === 0) {
    return { kind: 'resample', to: { kind, multiple: 1 }, by }
  }
  throw invalid(
    `--resample is "${written}".`,
    `Give a step (${periodKinds.join(', ')}) and how its rows are joined (${rules.join(', ')}), such as weekly:sum; or rows, to count them.`,
  )
}
