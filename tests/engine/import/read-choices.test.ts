import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../engine/data/civil'
import { importFile } from '../../../engine/import/import-file'
import type { ReadChoices } from '../../../engine/import/reader'
import { readQuestions } from '../../../renderer/src/views/data/read-questions'
import { profile } from '../../renderer/profile'
import { textFile } from '../../helpers/text-file'

const read = (text: string, choices: ReadChoices = {}) =>
  importFile({ ...textFile(text), ...choices })
const numbers = (text: string, choices: ReadChoices, column: number): readonly number[] => {
  const found = read(text, choices).table.columns[column]
  return found.type === 'text' ? [] : [...found.values]
}

describe('choices about how a file is read', () => {
  const undecided = 'day,sold\n01/02/2024,1\n02/03/2024,2\n03/04/2024,3\n'

  it('reads dates in the order that the user chose, and asks no more', () => {
    const [question] = readQuestions(profile({ issues: read(undecided).issues.issues }))
    expect(question).toMatchObject({ title: 'Day or month first?', place: 'day' })
    const monthFirst = question.answers.find(({ label }) => label.startsWith('Month first'))
    const choices = monthFirst?.decided ?? {}
    expect(numbers(undecided, choices, 0).map(isoDate)).toEqual([
      '2024-01-02',
      '2024-02-03',
      '2024-03-04',
    ])
    const { issues } = read(undecided, choices).issues
    expect(readQuestions(profile({ issues }))).toEqual([])
    expect(issues).toMatchObject([{ code: 'date-order-assumed', severity: 'info' }])
  })

  it('does not follow a choice that the dates refute', () => {
    const proved = undecided.replace('03/04', '13/04')
    const choices = { formats: { day: 'M/D/YYYY' } }
    expect(isoDate(numbers(proved, choices, 0)[2])).toBe('2024-04-13')
  })

  it('reads numbers as chosen, in other columns of the same doubt too', () => {
    const text = 'day,a,b\n2024-01-01,"1,234","2,345"\n2024-01-02,"5,678","6,789"\n'
    const points = numbers(text, { formats: { a: '1,234.5' } }, 2)
    expect(points).toEqual([2345, 6789])
    const commas = numbers(text, { formats: { a: '1234,5' } }, 2)
    expect(commas).toEqual([2.345, 6.789])
  })

  it('assumes nothing of an encoding and a delimiter that were chosen', () => {
    const bytes = Uint8Array.from(
      [...'d;x\n2024-01-01;K'].map((c) => c.charCodeAt(0)).concat(0xf6, 10),
    )
    const file = { name: 'a.csv', bytes }
    const codes = (choices: ReadChoices) =>
      importFile({ ...file, ...choices }).issues.issues.map(({ code }) => code)
    expect(codes({})).toContain('encoding-assumed')
    expect(codes({ encoding: 'Windows-1252' })).not.toContain('encoding-assumed')
    expect(importFile({ ...file, delimiter: ',' }).table.columns).toHaveLength(1)
  })
})
