import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecentFiles, type RecentFiles } from '../../../electron/main/recent-files'

let folder: string
let file: string
let clock: number
let lines: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
  file = join(folder, 'recent.json')
  clock = 1000
  lines = []
})
afterEach(() => rm(folder, { recursive: true }))

function create(): RecentFiles {
  return createRecentFiles({
    file,
    home: '/home/ada',
    now: () => clock++,
    log: (line) => lines.push(line),
  })
}
const paths = async (recent: RecentFiles) => (await recent.list()).map((one) => one.path)

describe('recent files', () => {
  it('is empty at first and writes nothing for it', async () => {
    expect(await create().list()).toEqual([])
    expect(await readdir(folder)).toEqual([])
    expect(lines).toEqual([])
  })

  it('puts the newest first, once, and survives a restart', async () => {
    const recent = create()
    await recent.add('/home/ada/data/a.csv')
    await recent.add('/srv/b.csv')
    await recent.add('/home/ada/data/a.csv')
    expect(await create().list()).toEqual([
      {
        path: '/home/ada/data/a.csv',
        name: 'a.csv',
        folder: '~/data',
        openedAt: 1002,
        verdict: null,
      },
      { path: '/srv/b.csv', name: 'b.csv', folder: '/srv', openedAt: 1001, verdict: null },
    ])
  })

  it('keeps twelve', async () => {
    const recent = create()
    for (let i = 0; i < 15; i++) await recent.add(`/srv/${i}.csv`)
    expect(await paths(recent)).toEqual(Array.from({ length: 12 }, (_, i) => `/srv/${14 - i}.csv`))
  })

  it('loses none of many changes at once', async () => {
    const recent = create()
    await Promise.all(['/a', '/b', '/c', '/d'].map((path) => recent.add(path)))
    expect(await paths(create())).toEqual(['/d', '/c', '/b', '/a'])
    expect(await readdir(folder)).toEqual(['recent.json'])
  })

  it('forgets a file, and notes a verdict that stays when it is opened again', async () => {
    const recent = create()
    await recent.add('/srv/a.csv')
    await recent.add('/srv/b.csv')
    await recent.note('/srv/a.csv', 'Beats drift by 4 %')
    await recent.note('/srv/unknown.csv', 'Beats drift by 4 %')
    await recent.forget('/srv/b.csv')
    await recent.add('/srv/a.csv')
    expect(await create().list()).toMatchObject([
      { path: '/srv/a.csv', verdict: 'Beats drift by 4 %' },
    ])
  })

  it.each([
    ['half a file', '{"version":1,"files":[{"pa'],
    ['another shape', '{"version":1,"files":[{"path":7}]}'],
    ['nothing', ''],
  ])('with %s starts anew, keeps the old one and says so', async (_what, text) => {
    await writeFile(file, text)
    const recent = create()
    await recent.add('/srv/a.csv')
    expect(await paths(create())).toEqual(['/srv/a.csv'])
    expect(await readFile(`${file}.broken`, 'utf8')).toBe(text)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`${file}.broken`)
  })
})
