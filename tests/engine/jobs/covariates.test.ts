import { describe, expect, it } from 'vitest'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'
import { textFile } from '../../helpers/text-file'

const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)

describe('covariates', () => {
  const rows = ['A', 'B'].flatMap((shop, s) =>
    Array.from({ length: 12 }, (_, i) =>
      [shop, day(i), i < 9 ? 10 * s + i : '', i % 2, 100 + s, i < 9 ? i / 2 : ''].join(','),
    ),
  )
  const text = ['shop,date,sales,promo,area,weather', ...rows].join('\n')
  const store = createDatasetStore()
  store.open({ id: 'd', file: textFile(text) })
  const covariate = 'covariate'
  const roles = { shop: 'id', date: 'date', sales: 'target' } as const
  store.assign({
    id: 'd',
    roles: { ...roles, promo: covariate, area: covariate, weather: covariate },
    selectedId: 'B',
  })
  const { values, covariates } = store.series({ id: 'd' })
  const [promo, area, weather] = covariates

  it('end with the target and keep what is known after it', () => {
    expect(Array.from(values)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18])
    expect(Array.from(promo.values)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0])
    expect(Array.from(promo.future ?? [])).toEqual([1, 0, 1])
    expect(weather.future).toBeUndefined()
  })

  it('are static when an id has one value throughout', () => {
    expect(area.isStatic).toBe(true)
    expect(Array.from(area.future ?? [])).toEqual([101, 101, 101])
    expect(promo.isStatic).toBe(false)
  })
})

describe('ids of several columns', () => {
  it('make one series of each combination', () => {
    const rows = ['X', 'Y'].flatMap((shop) =>
      ['tea', 'milk'].flatMap((item) =>
        Array.from(
          { length: 5 },
          (_, i) => `${shop},${item},${day(i)},${shop.length + item.length + i}`,
        ),
      ),
    )
    const store = createDatasetStore()
    const text = ['shop,item,date,sales', ...rows].join('\n')
    const profile = store.open({ id: 'd', file: textFile(text) })
    expect(profile.ids).toEqual(['X · tea', 'X · milk', 'Y · tea', 'Y · milk'])
    const roles = Object.fromEntries(profile.columns.map(({ name, role }) => [name, role]))
    store.assign({ id: 'd', roles, selectedId: 'Y · milk' })
    expect(Array.from(store.series({ id: 'd' }).values)).toEqual([5, 6, 7, 8, 9])
  })
})

describe('reading a file', () => {
  const text = `t,y\n${Array.from({ length: 60_000 }, (_, i) => `${i},${i % 7}`).join('\n')}\n`

  const control = (): Int32Array => new Int32Array(new SharedArrayBuffer(8))

  it('tells how far it is', () => {
    const memory = control()
    createDatasetStore().open({ id: 'd', file: textFile(text), control: memory })
    expect([...memory]).toEqual([0, 1000])
  })

  it('stops on demand and keeps nothing', () => {
    const memory = control()
    Atomics.store(memory, 0, 1)
    const store = createDatasetStore()
    const open = (): unknown => store.open({ id: 'd', file: textFile(text), control: memory })
    expect(open).toThrow(/stopped/)
    expect(memory[1]).toBeLessThan(1000)
    expect(() => store.rows({ id: 'd', from: 0, count: 1 })).toThrow(/not open/)
  })
})

describe('a panel of ten thousand series', () => {
  it('opens as one long table', () => {
    const rows: string[] = []
    for (let s = 0; s < 10_000; s++) {
      for (let i = 0; i < 6; i++) rows.push(`s${s},${day(i)},${(s + i) % 97}`)
    }
    const store = createDatasetStore()
    const profile = store.open({ id: 'p', file: textFile(`id,ds,y\n${rows.join('\n')}\n`) })
    expect(profile).toMatchObject({ shape: 'long', series: 10_000, selectedId: 's0' })
    expect(profile.time).toMatchObject({ gaps: 0, duplicates: 0, steps: 6 })
  })
})
