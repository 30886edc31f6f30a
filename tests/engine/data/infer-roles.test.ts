import { describe, expect, it } from 'vitest'
import { inferRoles } from '../../../engine/data/infer-roles'
import { importText } from '../../helpers/text-file'

const rolesOf = (text: string): Readonly<Record<string, string>> => {
  const roles = inferRoles(importText(text).table)
  return Object.fromEntries(Object.entries(roles).filter(([, role]) => role !== 'ignore'))
}
const table = (header: string, ...rows: readonly string[]): string => [header, ...rows].join('\n')

describe('inferRoles', () => {
  it('takes the close of a stock and no covariates', () => {
    const text = table(
      'Date,Open,High,Low,Close,Adj Close,Volume',
      '2024-01-02,1,2,0,1.5,1.4,100',
      '2024-01-03,1,2,0,1.6,1.5,120',
    )
    expect(rolesOf(text)).toEqual({ Date: 'date', Close: 'target' })
  })

  it.each(['temp_max', 'unitPrice', 'Sales (EUR)', 'y', 'Adj Close'])(
    'knows %s by name',
    (name) => {
      const text = table(`date,noise,${name}`, '2024-01-02,1,3', '2024-01-03,2,1', '2024-01-04,3,2')
      expect(rolesOf(text)).toEqual({ date: 'date', [name]: 'target' })
    },
  )

  it('takes numbers that count the rows for their index, or for no target beside dates', () => {
    const rows = ['1,5,7', '2,3,8', '3,9,6', '4,4,7']
    expect(rolesOf(table('Lauf,y,z', ...rows))).toEqual({ Lauf: 'date', y: 'target' })
    const dated = rows.map((row, i) => `2024-01-0${i + 1},${row}`)
    expect(rolesOf(table('date,Lauf,a,b', ...dated))).toEqual({ date: 'date', b: 'target' })
  })

  it('splits a table without dates by a text that names blocks of rows', () => {
    const rows = ['a', 'b'].flatMap((shop) => [3, 1, 4, 1].map((y) => `${shop},${y}`))
    expect(rolesOf(table('shop,y', ...rows))).toEqual({ shop: 'id', y: 'target' })
    const mixed = rows.map((_, i) => rows[(i * 3) % 8])
    expect(rolesOf(table('shop,y', ...mixed))).toEqual({ y: 'target' })
  })

  it('else takes the column that depends most on its last value, the first of near ties', () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const day = String(1 + (i % 28)).padStart(2, '0')
      const month = 1 + Math.floor(i / 28)
      return `2024-0${month}-${day},${(i * 7919) % 13},${i + 5},${i * 2.001}`
    })
    expect(rolesOf(table('date,jumpy,smooth,double', ...rows))).toEqual({
      date: 'date',
      smooth: 'target',
    })
  })

  it('splits a long table by the text that makes its dates unique', () => {
    const rows = ['A', 'B'].flatMap((shop) =>
      [1, 2, 3, 4].map((day) => `${shop},2024-01-0${day},${day},sun`),
    )
    expect(rolesOf(table('shop,date,sales,sky', ...rows))).toEqual({
      shop: 'id',
      date: 'date',
      sales: 'target',
    })
  })

  it('takes a count that is called so for an index, and no other', () => {
    expect(rolesOf(table('t,DAX', '1,5', '2,6', '3,7'))).toEqual({ t: 'date', DAX: 'target' })
    expect(rolesOf(table('speed,DAX', '1,5', '2,6', '3,7'))).toEqual({ speed: 'target' })
    expect(rolesOf(table('t,DAX', '1,5', '5,6', '3,7'))).not.toHaveProperty('t', 'date')
  })
})
