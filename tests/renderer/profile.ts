import type { ColumnRole, ColumnType } from '../../engine/data/table'
import type { ColumnProfile, DatasetProfile } from '../../engine/jobs/protocol'

export function column(name: string, type: ColumnType, role: ColumnRole): ColumnProfile {
  const distinct = type === 'text' ? 2 : null
  return {
    name,
    unit: null,
    type,
    role,
    missing: 0,
    known: 'past',
    distinct,
    distribution: [1, 2, 1],
  }
}

/** A usable daily file of 60 rows, changed where a test says so. */
export function profile(changes: Partial<DatasetProfile> = {}): DatasetProfile {
  return {
    id: 'd1',
    name: 'sales.csv',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    layout: null,
    shape: 'single',
    series: 1,
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
      clockChanges: { repeated: 0, skipped: 0 },
      descending: false,
      ambiguous: false,
      zone: null,
    },
    ids: [],
    selectedId: null,
    issues: [],
    issueCount: 0,
    repairs: [],
    repairOutcomes: [],
    blocked: null,
    ...changes,
  }
}
