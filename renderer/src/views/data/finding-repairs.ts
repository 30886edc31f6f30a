import type { Finding, FindingRepair } from '../../../../engine/data/health/finding'
import { usualPeriod } from '../../../../engine/data/health/seasonal-parts'
import type {
  RepairAction,
  RepairStep,
  Resample,
} from '../../../../engine/data/repairs/repair-step'
import type { RepairList } from '../../../../engine/data/repairs/step-list'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'

/** What a button below a finding does: a recorded step, or a column that is used no more. */
export type Remedy =
  | { readonly kind: 'step'; readonly step: RepairStep }
  | { readonly kind: 'ignore-column'; readonly column: string }

/** To which step dates are brought, and how the rows of one are joined. */
export type ResampleChoice = Pick<Resample, 'to' | 'by'>

/** Quantiles that outliers are brought to. */
const clip = { lower: 0.01, upper: 0.99 }

/**
 * What a repair of a finding means for this dataset; null where it has nothing to act upon.
 * @param resample what `resample` shall do; null where the finding offers none.
 */
export function remedyFor(
  finding: Finding,
  repair: FindingRepair,
  profile: DatasetProfile,
  resample: ResampleChoice | null = null,
): Remedy | null {
  if (repair === 'drop-column') return { kind: 'ignore-column', column: finding.column }
  const action = actionFor(finding, repair, profile, resample)
  if (action === null) return null
  const column = action.kind === 'accept' ? finding.column : columnFor(finding, profile)
  if (column === null) return null
  const id = nextStepId(profile.repairs)
  return {
    kind: 'step',
    step: { id, column, ...placeOf(finding, action, profile), enabled: true, action },
  }
}

/** An id that no step of the list has. */
export function nextStepId(list: RepairList): string {
  const numbers = list.map(({ id }) => Number(/^repair-(\d+)$/.exec(id)?.[1] ?? 0))
  return `repair-${Math.max(0, ...numbers) + 1}`
}

/** Missing rows are found in the date column and filled in the target. */
function columnFor({ code, column }: Finding, { columns }: DatasetProfile): string | null {
  if (code !== 'gaps') return column
  return columns.find(({ role }) => role === 'target')?.name ?? null
}

/** Outliers are named by their dates; all else is repaired wherever it is, also in the next file. */
function placeOf(
  { code, times }: Finding,
  { kind }: RepairAction,
  { selectedId }: DatasetProfile,
): Pick<RepairStep, 'at' | 'series'> {
  if (code === 'outliers' && kind !== 'accept') return { at: times, series: selectedId }
  return { at: 'all', series: null }
}

function actionFor(
  { code, value }: Finding,
  repair: FindingRepair,
  { time }: DatasetProfile,
  resample: ResampleChoice | null,
): RepairAction | null {
  switch (repair) {
    case 'mask':
      return { kind: 'mask' }
    case 'interpolate':
    case 'forward-fill':
      return { kind: repair, most: null }
    case 'seasonal-fill': {
      const period = time === null ? 1 : usualPeriod(time.frequency)
      return period > 1 ? { kind: 'seasonal-fill', period } : null
    }
    case 'winsorise':
      return { kind: 'winsorise', ...clip }
    case 'aggregate-sum':
      return { kind: 'aggregate', by: 'sum' }
    case 'aggregate-mean':
      return { kind: 'aggregate', by: 'mean' }
    case 'keep-first':
      return { kind: 'aggregate', by: 'first' }
    case 'keep-last':
      return { kind: 'aggregate', by: 'last' }
    case 'resample':
      return resample === null ? null : { kind: 'resample', ...resample }
    case 'use-index':
      return { kind: 'count-dates' }
    case 'sentinel-to-missing':
      return value === undefined ? null : { kind: 'set-missing', value }
    case 'accept':
      return { kind: 'accept', finding: code }
    default:
      return null
  }
}
