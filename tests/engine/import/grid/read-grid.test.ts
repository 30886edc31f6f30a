import { describe, expect, it } from 'vitest'
import { cellText } from '../../../../engine/data/cell-text'
import type { TableReading } from '../../../../engine/import/reader'
import type { Cell, CellGrid } from '../../../../engine/import/grid/cell-grid'
import { readGrid } from '../../../../engine/import/grid/read-grid'

const civil = (text: string, clock = false): Cell => ({
  civilMs: Date.parse(clock ? `${text}Z` : `${text}T00:00Z`),
  clock,
})
const grid = (rows: CellGrid['rows'], fileRows?: readonly number[]): CellGrid =>
  fileRows === undefined ? { name: 'a.xlsx', rows } : { name: 'a.xlsx', rows, fileRows }
const kinds = ({ table }: TableReading): readonly string[] =>
  table.columns.map((column) =>
    column.type === 'date' ? `${column.name}: ${column.format}` : `${column.name}: ${column.type}`,
  )
const cells = ({ table }: TableReading, index: number): readonly string[] =>
  Array.from({ length: table.rowCount }, (_, row) => cellText(table.columns[index], row))

describe('a grid of cells', () => {
  it('keeps dates and numbers as their file types them', () => {
    const read = readGrid(
      grid([
        ['Date', 'Sales', 'Note'],
        [civil('2024-01-31'), 1234.5, 'x'],
        [civil('2024-02-29'), 1e6, null],
        [civil('2024-03-31'), null, 'y'],
      ]),
    )
    expect(kinds(read)).toEqual(['Date: YYYY-MM-DD', 'Sales: number', 'Note: text'])
    expect(cells(read, 0)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31'])
    expect(cells(read, 1)).toEqual(['1234.5', '1000000.0', ''])
  })

  it('reads texts beside typed cells: dates and numbers that were typed as text', () => {
    const read = readGrid(
      grid([
        ['Datum', 'Wert'],
        [civil('2024-01-30'), 10],
        ['31.01.2024', '1.234,5'],
        [civil('2024-02-01'), 12.25],
        ['02.02.2024', '7,5'],
      ]),
    )
    expect(kinds(read)).toEqual(['Datum: D.M.YYYY', 'Wert: number'])
    expect(cells(read, 0)).toEqual(['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-02'])
    expect(read.table.columns[1]).toMatchObject({ values: Float64Array.of(10, 1234.5, 12.25, 7.5) })
  })

  it('takes numbers such as 20190731 for dates as in text', () => {
    const rows: Cell[][] = [['date', 'y'], ...[29, 30, 31].map((day) => [20190700 + day, day])]
    expect(kinds(readGrid(grid(rows)))).toEqual(['date: YYYYMMDD', 'y: number'])
  })

  it('keeps times of day and counts rows as the sheet does', () => {
    const rows: Cell[][] = [
      ['Plant 7'],
      ['time', 'load'],
      [null, 'MW'],
      [civil('2024-01-01T00:00', true), 5],
      [civil('2024-01-01T00:30', true), '#DIV/0!'],
      [civil('2024-01-01T01:00', true), 7],
      ['Total', 12],
    ]
    const read = readGrid(grid(rows, [3, 5, 6, 7, 9, 10, 11]))
    expect(kinds(read)).toEqual(['time: YYYY-MM-DD hh:mm', 'load: number'])
    expect(read.table.columns[1].unit).toBe('MW')
    expect(Array.from(read.table.fileRows)).toEqual([7, 9, 10])
    expect(cells(read, 1)).toEqual(['5', '', '7'])
    const found = read.issues.issues.map(({ code, row }) => [code, row])
    expect(found).toContainEqual(['metadata-skipped', 3])
    expect(found).toContainEqual(['footer-skipped', 11])
  })

  it('refuses a grid without cells or without rows below the names', () => {
    expect(() => readGrid(grid([[], [null]]))).toThrow(/no cell/)
    expect(() => readGrid(grid([['a', 'b']]))).toThrow(/no rows below/)
  })
})
