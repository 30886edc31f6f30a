import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { baselinesFor } from '../../../engine/evaluate/method-titles'
import { createCommandFolder } from '../../helpers/command'
import type { CommandFolder } from '../../helpers/command'
import { growingMonths } from '../../helpers/series'

/** `month,sales` from January 2000 on. */
function monthsCsv(values: Float64Array): string {
  const lines = Array.from(values, (value, step) => {
    const month = String((step % 12) + 1).padStart(2, '0')
    return `${2000 + Math.floor(step / 12)}-${month}-01,${value.toFixed(1)}`
  })
  return ['month,sales', ...lines].map((line) => `${line}\n`).join('')
}

const months = monthsCsv(growingMonths(60))
const quick = ['--horizon', '3', '--history', '4'] as const

let folder: CommandFolder
beforeEach(async () => {
  folder = await createCommandFolder()
})
afterEach(() => folder.remove())

describe('hindcast inspect', () => {
  it('prints one JSON object of the stated form', async () => {
    await folder.write('sales.csv', 'day;sales\n2024-01-01;1,5\n2024-01-02;x\n2024-01-04;2,5\n')
    const { code, stdout, stderr } = await folder.run('inspect', 'sales.csv', '--json')
    expect(code).toBe(0)
    expect(stderr).toBe('')
    const { issues, ...rest } = JSON.parse(stdout)
    expect(rest).toEqual({
      file: 'sales.csv',
      format: 'csv',
      encoding: 'UTF-8',
      delimiter: ';',
      layout: null,
      series: 0,
      rows: 3,
      columns: [
        { name: 'day', type: 'date', role: 'date', missing: 0, unit: null },
        expect.objectContaining({ name: 'sales' }),
      ],
      time: {
        column: 'day',
        format: 'YYYY-MM-DD',
        frequency: 'daily',
        multiple: 1,
        start: '2024-01-01',
        end: '2024-01-04',
        gaps: 1,
        duplicates: 0,
        descending: false,
        ambiguous: false,
        zone: null,
      },
    })
    expect(Object.keys(issues[0])).toEqual([
      'code',
      'severity',
      'row',
      'column',
      'message',
      'repairs',
    ])
  })

  it('prints a table for people, and why there is no forecast yet', async () => {
    await folder.write('names.csv', 'name,city\nAda,London\nEmmy,Erlangen\n')
    const { code, stdout } = await folder.run('inspect', 'names.csv')
    expect(code).toBe(0)
    expect(stdout).toContain('names.csv: 2 rows, 2 columns, UTF-8, comma')
    expect(stdout).toContain('rows counted: one step a row, 1 to 2, 2 steps')
    expect(stdout).toContain('No forecast yet: No column of the file holds numbers.')
  })
})

describe('hindcast forecast', () => {
  it('prints one JSON object of the stated form and writes the same as CSV', async () => {
    await folder.write('sales.csv', months)
    const words = ['forecast', 'sales.csv', ...quick, '--seed', '5', '--out', 'next.csv', '--json']
    const { code, stdout, stderr } = await folder.run(...words)
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(Object.keys(printed)).toEqual(
      (
        'target frequency horizon model backend seed epochs seconds metrics baselines verdict ' +
        'forecast season levels preparation baseline skill caution holdout'
      ).split(' '),
    )
    expect(printed).toMatchObject({
      target: 'sales',
      frequency: 'monthly',
      horizon: 3,
      model: 'GRU 32',
      backend: 'fused-simd · 1 thread',
      seed: 5,
    })
    expect(Object.keys(printed.metrics)).toEqual(['mase', 'smape', 'rmse'])
    expect(Object.keys(printed.baselines)).toEqual([
      ...baselinesFor(12, { kind: 'monthly', multiple: 1 }, 1),
    ])
    expect(Object.keys(printed.baselines)).toContain(printed.baseline)
    expect(printed.forecast.map(({ date }: { date: string }) => date)).toEqual([
      '2005-01-01',
      '2005-02-01',
      '2005-03-01',
    ])
    expect(Object.keys(printed.forecast[0])).toEqual([
      'date',
      'mean',
      'lo80',
      'hi80',
      'lo95',
      'hi95',
    ])
    const [header, first] = (await readFile(join(folder.path, 'next.csv'), 'utf8')).split('\n')
    expect(header).toBe('date,mean,lo80,hi80,lo95,hi95')
    const [date, mean] = first.split(',')
    expect(date).toBe('2005-01-01')
    expect(Number(mean)).toBeCloseTo(printed.forecast[0].mean, 5)
    expect(stderr).toContain('Training on fused-simd · 1 thread.')
    expect(stderr).toContain(`Wrote 3 rows to ${join(folder.path, 'next.csv')}`)
  })

  it('prints verdict, scores and forecast for people, with a bar on a terminal', async () => {
    await folder.write('sales.csv', months)
    const { code, stdout, stderr } = await folder.runOnTerminal(
      'forecast',
      'sales.csv',
      ...quick,
      '--cell',
      'rnn',
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/^(Beats the best baseline|No evidence that|Worse than) /)
    expect(stdout).toMatch(/SimpleRNN 32 +\d+\.\d{3} +\d+\.\d % +\d/)
    expect(stdout).toMatch(/2005-03-01 +\d/)
    expect(stderr).toContain('░')
    expect(stderr.endsWith('\r\u001b[2K')).toBe(true)
  })

  it('goes on around text among the numbers and dates out of order, and says so', async () => {
    const [header, ...rows] = months.trimEnd().split('\n')
    rows[20] = rows[20].replace(/,.*/, ',n/k')
    ;[rows[30], rows[31]] = [rows[31], rows[30]]
    await folder.write('sales.csv', [header, ...rows].join('\n'))
    const { code, stderr } = await folder.run('forecast', 'sales.csv', ...quick)
    expect(code).toBe(0)
    expect(stderr).toMatch(/sales\.csv, row 22, column "sales": .*n\/k/)
    expect(stderr).toMatch(/sales\.csv, row 33, column "month": .*earlier/)
  })

  it('counts rows that have no dates, and resamples uneven ones when told to', async () => {
    const values = Array.from({ length: 40 }, (_, i) => 20 + (i % 7))
    await folder.write('plain.csv', ['y', ...values, ''].join('\n'))
    const day = (i: number): string =>
      new Date(Date.UTC(2024, 0, 1 + 3 * i + (i % 3))).toISOString().slice(0, 10)
    const rows = values.map((value, i) => `${day(i)},${value}`)
    await folder.write('uneven.csv', ['day,y', ...rows, ''].join('\n'))
    const dates = async (...words: readonly string[]): Promise<unknown> => {
      const { code, stdout } = await folder.run('forecast', ...words, '--horizon', '2', '--json')
      expect(code).toBe(0)
      return JSON.parse(stdout).forecast.map(({ date }: { date: string }) => date)
    }
    const naive = ['--model', 'naive'] as const
    expect(await dates('plain.csv', ...naive)).toEqual(['41', '42'])
    expect(await dates('uneven.csv', ...naive, '--resample', 'rows')).toEqual(['41', '42'])
    // The last row is of 27 April 2024, a Saturday.
    expect(await dates('uneven.csv', ...naive, '--resample', 'weekly:sum')).toEqual([
      '2024-04-29',
      '2024-05-06',
    ])
  })

  it('takes the columns it is told to', async () => {
    const lines = months.trimEnd().split('\n')
    const wide = lines.map((line, i) => (i === 0 ? `${line},rain` : `${line},${(i * 7) % 11}`))
    await folder.write('wide.csv', wide.join('\n'))
    const words = ['forecast', 'wide.csv', '--date', 'month', '--target', 'rain', ...quick]
    const { stdout } = await folder.run(...words, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ target: 'rain' })
  })
})

describe('hindcast demo', () => {
  it('forecasts the shipped sample and leaves a table and a picture', async () => {
    const { code, stdout, stderr } = await folder.run('demo')
    expect(code).toBe(0)
    expect(stderr).toContain('Sample: Seattle weather')
    const table = join(folder.path, 'forecast.csv')
    const picture = join(folder.path, 'forecast.svg')
    expect(stdout).toContain(table)
    expect(stdout).toContain(picture)
    expect((await readFile(table, 'utf8')).trimEnd().split('\n')).toHaveLength(8)
    const svg = await readFile(picture, 'utf8')
    expect(svg).toMatch(/^<svg [^>]*><title>temp_max: /)
    expect(svg).toContain('Known to 31 Dec 2015')
    expect(svg.trimEnd()).toMatch(/<\/svg>$/)
  }, 60_000)
})

describe('bad input ends with 2, one line, and nothing written', () => {
  const constant = monthsCsv(new Float64Array(60).fill(4))
  const cases: readonly (readonly [
    string,
    string | Uint8Array | null,
    readonly string[],
    RegExp,
  ])[] = [
    ['a missing file', null, [], /^hindcast: f\.csv: There is no such file\. Check the path\.$/],
    ['an empty file', '', [], /f\.csv.*empty.*Choose a file/],
    ['a header only', 'date,sales\n', [], /f\.csv.*row/],
    ['a step without a rule', months, ['--resample', 'weekly'], /"weekly".*such as weekly:sum/],
    [
      'uneven dates',
      'date,y\n2024-01-01,1\n2024-01-02,2\n2024-03-09,3\n2024-07-05,4\n',
      [],
      /column "date": .*no regular step.*--resample/,
    ],
    [
      'no numeric column',
      'date,who\n2024-01-01,Ada\n2024-01-02,Bo\n2024-01-03,Cy\n',
      [],
      /f\.csv: No column of the file holds numbers/,
    ],
    ['a binary file', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0), [], /f\.csv.*not a table/],
    [
      'three rows with horizon 12',
      'date,sales\n2024-01-01,1\n2024-01-02,3\n2024-01-03,2\n',
      ['--horizon', '12'],
      /f\.csv: A horizon of 12 needs at least 27 rows; this file has 3\. Add rows\.$/,
    ],
    ['equal values', constant, [], /f\.csv, column "sales": All values of sales are 4\. Choose/],
    ['a column that is not there', months, ['--target', 'rain'], /column "rain".*month, sales/],
    ['dates as target', months, ['--target', 'month', '--date', 'sales'], /f\.csv, column/],
    ['a horizon that is no number', months, ['--horizon', 'ten'], /--horizon is "ten".*whole/],
    ['a cell that is none', months, ['--cell', 'cnn'], /--cell is "cnn".*rnn, lstm, gru/],
    [
      'an option that is none',
      months,
      ['--fast'],
      /There is no option --fast\. Its options are --date, /,
    ],
    ['a negative seed', months, ['--seed', '-1'], /--seed is "-1"\. Give a whole number/],
    [
      'bounds with nothing between',
      months,
      ['--at-least', '-3', '--at-most', '-9'],
      /--at-most -9 leave nothing between\. Give --at-most a number above -3\.$/,
    ],
    ['the only numbers as ids', months, ['--id', 'sales'], /--target; the column of --id is none/],
    ['an output folder that is not there', months, ['--out', 'no/x.csv'], /x\.csv: .*no folder/],
    ['an output over the input', months, ['--out', 'f.csv'], /f\.csv: .*holds the data/],
  ]

  it.each(cases)('%s', async (_, content, words, line) => {
    if (content !== null) await folder.write('f.csv', content)
    const { code, stdout, stderr } = await folder.run('forecast', 'f.csv', ...words)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr.trimEnd()).toMatch(line)
    expect(await readdir(folder.path)).toEqual(content === null ? [] : ['f.csv'])
    if (content !== null) {
      const kept = await readFile(join(folder.path, 'f.csv'))
      expect(kept.equals(Buffer.from(content))).toBe(true)
    }
  })

  it('a directory, no command, two files', async () => {
    expect(await folder.run('forecast', '.')).toMatchObject({
      code: 2,
      stderr: 'hindcast: .: This is a folder, not a file. Name one of the files in it.\n',
    })
    expect(await folder.run('train')).toMatchObject({ code: 2 })
    await folder.write('saved.json', '{}')
    const { stderr } = await folder.run('verify', 'saved.json')
    expect(stderr).toMatch(/^hindcast: saved\.json: This is no saved forecast: /)
    expect(await folder.run('inspect', 'a.csv', 'b.csv')).toMatchObject({
      code: 2,
      stderr: 'hindcast: Two files were named, a.csv and b.csv. Write: hindcast inspect FILE.\n',
    })
  })
})

describe('hindcast', () => {
  it('explains itself', async () => {
    for (const words of [[], ['--help'], ['help'], ['forecast', '--help']]) {
      const { code, stdout } = await folder.run(...words)
      expect(code).toBe(0)
      expect(stdout).toContain('hindcast forecast FILE [options]')
    }
  })
})
