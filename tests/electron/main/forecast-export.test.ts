import { link, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportForecast } from '../../../electron/main/forecast-export'
import { resultOf } from './forecast-result'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('exportForecast', () => {
  it('writes one line a step and tells how many', async () => {
    const path = join(folder, 'forecast.csv')
    expect(await exportForecast(resultOf('sold'), path, null)).toBe(2)
    expect(await readFile(path, 'utf8')).toBe(
      'date,mean,lo80,hi80,lo95,hi95\n' +
        '2024-02-10,12.5,11.5,13.5,10.5,14.5\n' +
        '2024-02-11,13,12,14,11,15\n',
    )
  })

  it('never overwrites the data it was made from, under whatever name', async () => {
    const source = join(folder, 'sales.csv')
    const alias = join(folder, 'alias.csv')
    await writeFile(source, 'day,sold\n')
    await link(source, alias)
    await expect(exportForecast(resultOf('sold'), alias, source)).rejects.toMatchObject({
      code: 'file-not-written',
      message: `${alias} holds the data of this forecast.`,
    })
    expect(await readFile(source, 'utf8')).toBe('day,sold\n')
  })

  it('names a target that cannot be written, and leaves nothing there', async () => {
    await writeFile(join(folder, 'file'), '')
    const path = join(folder, 'file/forecast.csv')
    await expect(exportForecast(resultOf('sold'), path, null)).rejects.toMatchObject({
      code: 'file-not-written',
      details: { file: path, remedy: 'Choose another folder or name. Nothing was changed.' },
    })
    expect(await readdir(folder)).toEqual(['file'])
  })
})
