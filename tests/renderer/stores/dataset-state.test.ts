import { describe, expect, it } from 'vitest'
import type { OpenedDataset } from '../../../electron/contract'
import type { ColumnProfile } from '../../../engine/jobs/protocol'
import {
  carriedRoles,
  noDataset,
  reduceDataset,
  rolesFor,
  withRole,
} from '../../../renderer/src/stores/dataset-state'
import { column, profile } from '../profile'

const opened: OpenedDataset = {
  profile: profile(),
  source: { kind: 'file', path: '/a/sales.csv' },
  choices: {},
}
const columns: readonly ColumnProfile[] = [
  column('day', 'date', 'date'),
  column('sales', 'number', 'target'),
  column('price', 'number', 'covariate'),
  column('shop', 'text', 'id'),
]

describe('reduceDataset', () => {
  it('keeps what is open while another file is read and when that fails', () => {
    const open = reduceDataset(noDataset, { kind: 'read-done', opened })
    const reading = reduceDataset(open, { kind: 'read-started', name: 'other.csv' })
    expect(reading).toMatchObject({ opened, reading: 'other.csv' })
    const error = { code: 'file-empty', message: 'other.csv is empty.', details: {} } as const
    const failed = reduceDataset(reading, { kind: 'read-failed', error })
    expect(failed).toMatchObject({ opened, reading: null, readError: error })
    expect(reduceDataset(failed, { kind: 'read-dismissed' })).toEqual(open)
  })

  it('starts clean with a new file, but with a higher revision', () => {
    let state = reduceDataset(noDataset, { kind: 'read-done', opened })
    state = reduceDataset(state, { kind: 'file-changed', change: 'modified' })
    state = reduceDataset(state, { kind: 'read-done', opened })
    expect(state.fileChange).toBeNull()
    expect(state.revision).toBe(2)
  })

  it('ignores the roles of a file that is no longer open', () => {
    const open = reduceDataset(noDataset, { kind: 'read-done', opened })
    const late = reduceDataset(open, { kind: 'assigned', profile: profile({ id: 'older' }) })
    expect(late).toBe(open)
  })

  it('takes over new roles and forgets the refusal before', () => {
    let state = reduceDataset(noDataset, { kind: 'read-done', opened })
    const error = { code: 'no-target', message: 'No target.', details: {} } as const
    state = reduceDataset(state, { kind: 'assign-failed', error })
    expect(state.assignError).toEqual(error)
    const next = profile({ columns: [column('day', 'date', 'date')] })
    state = reduceDataset(state, { kind: 'assigned', profile: next })
    expect(state).toMatchObject({ opened: { profile: next }, assignError: null, revision: 2 })
  })
})

describe('roles', () => {
  it('moves the target and makes the former one a covariate', () => {
    expect(withRole(columns, 'price', 'target')).toEqual({
      day: 'date',
      sales: 'covariate',
      price: 'target',
      shop: 'id',
    })
  })

  it('restores everything when the former target is chosen again', () => {
    const roles = { day: 'date', sales: 'target', price: 'ignore', shop: 'id' } as const
    const before = columns.map((each) => ({
      ...each,
      role: roles[each.name as keyof typeof roles],
    }))
    const there = withRole(before, 'price', 'target')
    expect(there).toMatchObject({ sales: 'ignore', price: 'target' })
    const after = before.map((each) => ({ ...each, role: there[each.name] }))
    expect(withRole(after, 'sales', 'target')).toEqual(roles)
  })

  it('leaves other columns alone when a role can be held by many', () => {
    expect(withRole(columns, 'sales', 'covariate')).toMatchObject({
      sales: 'covariate',
      price: 'covariate',
    })
  })

  it('offers a text column no part in the arithmetic', () => {
    expect(rolesFor(column('shop', 'text', 'id'))).toEqual(['id', 'ignore'])
  })

  it('carries chosen roles over a reload of the same columns only', () => {
    const inferred = columns.map((each) =>
      each.name === 'price' ? column('price', 'number', 'ignore') : each,
    )
    expect(carriedRoles(columns, inferred)).toMatchObject({ price: 'covariate' })
    expect(carriedRoles(columns, columns)).toBeNull()
    expect(carriedRoles(columns, inferred.slice(1))).toBeNull()
  })
})
