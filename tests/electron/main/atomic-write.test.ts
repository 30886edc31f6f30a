import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../electron/main/atomic-write'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('writeAtomically', () => {
  it('replaces a file, makes folders, and leaves nothing beside it', async () => {
    const path = join(folder, 'new/forecast.csv')
    await writeAtomically(path, 'old')
    await writeAtomically(path, 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(join(folder, 'new'))).toEqual(['forecast.csv'])
  })

  it('leaves the folder as it was when it fails', async () => {
    await mkdir(join(folder, 'forecast.csv'))
    await writeFile(join(folder, 'forecast.csv/kept.txt'), 'kept')
    await expect(writeAtomically(join(folder, 'forecast.csv'), 'new')).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['forecast.csv'])
    expect(await readdir(join(folder, 'forecast.csv'))).toEqual(['kept.txt'])
  })
})
