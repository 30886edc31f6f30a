import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilMidnight, dayMs } from '../../../../engine/data/civil'
import { readRepairs, writeRepairs } from '../../../../engine/data/repairs/repairs-file'
import { changedTimes, repairSeries } from '../../../../engine/data/repairs/repair-series'
import type { RepairAction, RepairStep } from '../../../../engine/data/repairs/repair-step'
import { repairTable } from '../../../../engine/data/repairs/repair-table'
import {
  addStep,
  moveStep,
  removeStep,
  switchStep,
  type RepairList,
} from '../../../../engine/data/repairs/step-list'
import type { Roles } from '../../../../engine/data/roles'
import type { Table } from '../../../../engine/data/table'
import { seriesOf } from '../../../helpers/series-of'
import { importText } from '../../../helpers/text-file'

const { NaN: none } = Number
const day = (i: number): number => civilMidnight(2020, 1, 1) + i * dayMs

let nextId = 0
const step = (
  action: RepairAction,
  at: RepairStep['at'] = 'all',
  column = 'y',
  enabled = true,
): RepairStep => ({ id: `s${nextId++}`, column, series: null, at, enabled, action })

const repaired = (values: readonly number[], ...list: RepairStep[]): readonly number[] => [
  ...repairSeries(seriesOf(values), list, null).series.values,
]

describe('fills', () => {
  it('interpolates between neighbours, not beyond the ends nor over long stretches', () => {
    const values = [none, 1, none, 3, none, none, none, 7, none]
    expect(repaired(values, step({ kind: 'interpolate', most: null }))).toEqual([
      none,
      ...[1, 2, 3, 4, 5, 6, 7],
      none,
    ])
    expect(repaired(values, step({ kind: 'interpolate', most: 2 })).slice(1, 6)).toEqual([
      ...[1, 2, 3],
      none,
      none,
    ])
  })

  it('carries the last value forward', () => {
    const values = [none, 1, none, none, 4]
    expect(repaired(values, step({ kind: 'forward-fill', most: null }))).toEqual([none, 1, 1, 1, 4])
    expect(repaired(values, step({ kind: 'forward-fill', most: 1 }))).toEqual([none, 1, 1, none, 4])
  })

  it('fills by the season, exactly in a series that is one', () => {
    const season = [5, 9, -2, 4, 8, -12, -14]
    const whole = Array.from({ length: 70 }, (_, i) => 10 + i / 2 + season[i % 7])
    const holed = whole.map((value, i) => (i === 20 || (i >= 40 && i < 47) ? none : value))
    const filled = repaired(holed, step({ kind: 'seasonal-fill', period: 7 }))
    filled.forEach((value, i) => {
      expect(Math.abs(value - whole[i])).toBeLessThan(2)
    })
  })

  it('keeps extremes within the quantiles', () => {
    const values = [...Array.from({ length: 99 }, (_, i) => i), 1e6, none]
    const filled = repaired(values, step({ kind: 'winsorise', lower: 0.01, upper: 0.98 }))
    expect(Math.max(...filled.slice(0, 100))).toBeCloseTo(97.02, 9)
    expect(filled[0]).toBeCloseTo(0.99, 9)
    expect(filled[100]).toBeNaN()
  })

  it('makes changes and returns of values, and none where there is nothing before', () => {
    const values = [10, 12, none, 9, 0, 3]
    const changes = step({ kind: 'changes', relative: false })
    expect(repaired(values, changes)).toEqual([none, 2, none, none, -9, 3])
    const [, second, , , fifth, last] = repaired(values, step({ kind: 'changes', relative: true }))
    expect([second, fifth, last]).toEqual([expect.closeTo(20, 9), -100, none])
  })

  it('replaces a value at a date, as an outlier', () => {
    const list = [step({ kind: 'interpolate', most: null }, [day(1), day(99)])]
    expect(repaired([1, 900, 3, none], ...list)).toEqual([1, 2, 3, none])
  })
})

describe('masks', () => {
  it('stay missing whatever fills follow, and in the order of the list', () => {
    const mask = step({ kind: 'mask' }, [day(1)])
    const fill = step({ kind: 'interpolate', most: null })
    expect(repaired([1, 900, 3, none, 5], mask, fill)).toEqual([1, none, 3, 4, 5])
    expect(repaired([1, 900, 3, none, 5], fill, mask)).toEqual([1, none, 3, 4, 5])
    expect(repaired([1, none, 3], step({ kind: 'mask' }), fill)).toEqual([1, none, 3])
    expect(repaired([1, none, 3], fill, step({ kind: 'mask' }))).toEqual([1, 2, 3])
  })

  it('name what changed for a preview', () => {
    const before = seriesOf([1, none, 3])
    const { series, outcomes } = repairSeries(
      before,
      [step({ kind: 'interpolate', most: null })],
      null,
    )
    expect(changedTimes(before, series, 'y')).toEqual([day(1)])
    expect(outcomes).toMatchObject([{ changed: 1, skipped: null }])
  })
})

describe('covariates', () => {
  it('are repaired by their name; another name is skipped and said', () => {
    const series = seriesOf([1, 2, 3], 'daily', { x: [1, none, 3] })
    const fill = { kind: 'interpolate', most: null } as const
    const result = repairSeries(series, [step(fill, 'all', 'x'), step(fill, 'all', 'gone')], null)
    expect([...result.series.covariates[0].values]).toEqual([1, 2, 3])
    expect(result.outcomes[1].skipped).toMatch(/"gone"/)
  })
})

const roles: Roles = { date: 'date', shop: 'id', y: 'target', x: 'covariate' }

const tableOf = (text: string): Table => importText(text).table

const numbers = (table: Table, name: string): readonly number[] => {
  const column = table.columns.find((each) => each.name === name)
  return column?.type === 'number' ? [...column.values] : []
}

/** Six rows, of which some share a date and an id, and ten without a fault. */
const sales = tableOf(
  [
    'date,shop,y,x',
    '2020-01-01,a,1,10',
    '2020-01-01,b,2,10',
    '2020-01-01,a,3,20',
    '2020-01-02,a,-999,30',
    '2020-01-02,b,oops,40',
    '2020-01-02,b,7,50',
    ...Array.from({ length: 10 }, (_, i) => `2020-02-${i + 10},a,${i},0`),
  ].join('\n'),
)

describe('repairs of a table', () => {
  it.each([
    ['sum', [4, 2, -999, 7], [30, 10, 30, 90]],
    ['mean', [2, 2, -999, 7], [15, 10, 30, 45]],
    ['first', [1, 2, -999, none], [10, 10, 30, 40]],
    ['last', [3, 2, -999, 7], [20, 10, 30, 50]],
    ['drop', [2, -999], [10, 30]],
  ] as const)('aggregates rows of one date and id by %s', (by, y, x) => {
    const { table, outcomes } = repairTable(sales, roles, [step({ kind: 'aggregate', by })])
    expect(numbers(table, 'y').slice(0, -10)).toEqual(y)
    expect(numbers(table, 'x').slice(0, -10)).toEqual(x)
    expect(outcomes[0].changed).toBe(6 - y.length)
    expect([...table.fileRows].slice(0, -10)).toEqual(by === 'drop' ? [3, 5] : [2, 3, 5, 6])
    expect(table.columns[2].unreadable.size).toBe(by === 'first' ? 1 : 0)
  })

  it('makes a sentinel missing and leaves all else', () => {
    const list = [step({ kind: 'set-missing', value: -999 })]
    const { table, outcomes } = repairTable(sales, roles, list)
    expect(numbers(table, 'y').slice(0, 6)).toEqual([1, 2, 3, none, none, 7])
    expect(outcomes).toMatchObject([{ changed: 1 }])
    expect(table.columns[0]).toBe(sales.columns[0])
  })

  it('keeps to the series that it names', () => {
    const mine = { ...step({ kind: 'aggregate', by: 'sum' }), series: 'b' }
    const { table } = repairTable(sales, roles, [mine])
    expect(numbers(table, 'x').slice(0, -10)).toEqual([10, 10, 20, 30, 90])
    const mask: RepairStep = { ...step({ kind: 'mask' }, [day(0)]), series: 'b' }
    expect(repairSeries(seriesOf([1, 2]), [mask], 'a').series.values[0]).toBe(1)
    expect(repairSeries(seriesOf([1, 2]), [mask], 'b').series.values[0]).toBeNaN()
  })

  it('says why a step does nothing', () => {
    const list = [step({ kind: 'set-missing', value: null }, 'all', 'gone')]
    const { table, outcomes } = repairTable(sales, roles, list)
    expect(table).toBe(sales)
    expect(outcomes[0].skipped).toMatch(/"gone"/)
  })
})

const action: fc.Arbitrary<RepairAction> = fc.oneof(
  fc.record({ kind: fc.constant('set-missing' as const), value: fc.constantFrom(null, -999, 1) }),
  fc.record({
    kind: fc.constant('aggregate' as const),
    by: fc.constantFrom('sum', 'mean', 'first', 'last', 'drop'),
  }),
  fc.record({ kind: fc.constant('interpolate' as const), most: fc.constantFrom(null, 1, 3) }),
  fc.record({ kind: fc.constant('seasonal-fill' as const), period: fc.constantFrom(1, 2, 7) }),
  fc.record({ kind: fc.constant('forward-fill' as const), most: fc.constantFrom(null, 2) }),
  fc.constant({ kind: 'mask' } as const),
  fc.record({
    kind: fc.constant('winsorise' as const),
    lower: fc.constant(0.1),
    upper: fc.constant(0.9),
  }),
  fc.record({ kind: fc.constant('changes' as const), relative: fc.boolean() }),
  fc.constant({ kind: 'accept', finding: 'gaps' } as const),
)

const list: fc.Arbitrary<RepairList> = fc
  .array(
    fc.record({
      column: fc.constantFrom('y', 'x', 'gone'),
      series: fc.constantFrom(null, 'a'),
      at: fc.oneof(
        fc.constant('all' as const),
        fc.array(fc.integer({ min: -2, max: 20 }).map(day), { maxLength: 4 }),
      ),
      enabled: fc.boolean(),
      action,
    }),
    { maxLength: 6 },
  )
  .map((steps) => steps.map((each, i): RepairStep => ({ id: `r${i}`, ...each })))

const cells = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(none)), {
  minLength: 2,
  maxLength: 18,
})

describe('a list of steps', () => {
  it('undone is the table and the series as they were', () => {
    fc.assert(
      fc.property(list, cells, (steps, values) => {
        const series = seriesOf(values, 'daily', { x: values.toReversed() })
        const table = JSON.stringify([...sales.columns])
        repairTable(sales, roles, steps)
        const { series: after } = repairSeries(series, steps, null)
        expect(JSON.stringify([...sales.columns])).toBe(table)
        expect([...series.values]).toEqual(values)
        expect(after.values).toHaveLength(values.length)
        const empty = steps.reduce<RepairList>((left, { id }) => removeStep(left, id), steps)
        expect(repairTable(sales, roles, empty).table).toBe(sales)
        expect(repairSeries(series, empty, null).series).toEqual(series)
        const off = steps.reduce<RepairList>((left, { id }) => switchStep(left, id, false), steps)
        expect(repairTable(sales, roles, off).table).toBe(sales)
        expect(repairSeries(series, off, null).series).toEqual(series)
      }),
    )
  })

  it('undone at its end is the list before it, and moved keeps its steps', () => {
    fc.assert(
      fc.property(list, fc.nat(8), fc.nat(8), (steps, from, to) => {
        const extra = step({ kind: 'mask' })
        expect(removeStep(addStep(steps, extra), extra.id)).toEqual(steps)
        const moved = moveStep(steps, `r${from}`, to)
        expect(moved.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(steps)
        const place = Math.min(to, steps.length - 1)
        if (from < steps.length) expect(moved[place].id).toBe(`r${from}`)
      }),
    )
  })

  it('is the same read again from its file, and does the same', () => {
    fc.assert(
      fc.property(list, cells, (steps, values) => {
        const again = readRepairs(writeRepairs(steps))
        expect(again).toEqual(steps)
        const series = seriesOf(values)
        expect(repairSeries(series, again, null)).toEqual(repairSeries(series, steps, null))
      }),
    )
  })

  it('does twice what it does once, where it fills', () => {
    const fills = ['interpolate', 'forward-fill', 'mask', 'accept']
    fc.assert(
      fc.property(list, cells, (steps, values) => {
        const some = steps.filter(
          ({ action: { kind }, at }) => fills.includes(kind) && at === 'all',
        )
        const [first] = some
        if (first === undefined || first.action.kind === 'mask') return
        if ('most' in first.action && first.action.most !== null) return
        const once = repairSeries(seriesOf(values), [first], null).series
        expect(repairSeries(once, [first], null).series).toEqual(once)
      }),
    )
  })

  it('works on next month’s file', () => {
    const next = tableOf('date,shop,y,x\n2020-02-01,a,-999,1\n2020-02-02,a,5,1\n2020-02-02,a,6,2\n')
    const steps = [
      step({ kind: 'set-missing', value: -999 }),
      step({ kind: 'aggregate', by: 'last' }),
      step({ kind: 'set-missing', value: null }, [day(0)]),
    ]
    const { table, outcomes } = repairTable(next, roles, readRepairs(writeRepairs(steps)))
    expect(numbers(table, 'y')).toEqual([none, 6])
    expect(outcomes.map(({ changed }) => changed)).toEqual([1, 1, 0])
  })

  it.each(['', '{', '{"version":2,"steps":[]}', '{"version":1,"steps":[{"id":"a"}]}', 'null'])(
    'refuses the file %j',
    (text) => {
      expect(() => readRepairs(text)).toThrow(expect.objectContaining({ code: 'file-malformed' }))
    },
  )

  it('refuses a second step of one id', () => {
    const one = step({ kind: 'mask' })
    expect(() => addStep([one], one)).toThrow(expect.objectContaining({ code: 'request-invalid' }))
  })
})
