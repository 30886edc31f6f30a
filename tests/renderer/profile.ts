import type { ColumnRole, ColumnType } from '../../engine/data/table'
import type { ColumnProfile, DatasetProfile } from '../../engine/jobs/protocol'

export function column(name: string, type: ColumnType, role: ColumnRole): ColumnProfile {
  const distinct = type === 'text' ? 2 : null
  return { name, type, role, missing: 0, distinct, distribution: [1, 2, 1] }
}

/** A usable daily file of 60 rows, changed where a test says so. */
export function profile(changes: Partial<DatasetProfile> = {}): DatasetProfile {
  return {
    id: 'd1',
    name: 'sales.csv',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    rows: 60,
    columns: [column('day', 'date', 'date'), column('sales', 'number', 'target')],
    time: {
      column: 'day',
      format: 'YYYY-MM-DD',
      frequency: { kind: 'daily', multiple: 1 },
      start: Date.UTC(2024, 0, 1),
      end: Date.UTC(2024, 1, 29),
      gaps: 0,
      duplicates: 0,
      steps: 60,
    },
    ids: [],
    selectedId: null,
    issues: [],
    issueCount: 0,
    blocked: null,
    ...changes,
  }
}
