import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]
const folder = 'tests/fixtures/import/corpus'
const corpus: readonly { readonly file: string }[] = JSON.parse(
  readFileSync(`${folder}/corpus.json`, 'utf8'),
)
const dated = corpus.filter(({ file }) => /^(?:date|dst|frequency)-/.test(file))
const machine = process.env.TZ

/** Profile, cells and series of every file with dates. */
function understood(): string {
  return JSON.stringify(
    dated.map(({ file }) => {
      const store = createDatasetStore()
      const bytes = readFileSync(`${folder}/${file}`)
      const profile = store.open({ id: 'f', file: { name: file, bytes } })
      const rows = store.rows({ id: 'f', from: 0, count: profile.rows })
      const series = profile.blocked === null ? store.series({ id: 'f' }) : null
      return [profile, rows, series?.calendar]
    }),
  )
}

describe('dates are the same in every time zone', () => {
  afterAll(() => {
    if (machine === undefined) delete process.env.TZ
    else process.env.TZ = machine
  })
  process.env.TZ = 'UTC'
  const wanted = understood()

  it.each(zones)('%s', (zone) => {
    process.env.TZ = zone
    // The zone is really in use, else this test would say nothing.
    const winter = new Date(2024, 0, 1)
    const shown = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hour: '2-digit',
      hourCycle: 'h23',
    })
    expect(shown.format(winter)).toBe('00')
    expect(understood()).toBe(wanted)
  })
})
