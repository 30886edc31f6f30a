import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchFile, type FileChange, type FileWatch } from '../../../electron/main/file-watch'
import { stampOf } from '../../../electron/main/source-file'

let folder: string
let path: string
let watch: FileWatch
let changes: FileChange[]
let told: ((change: FileChange) => void) | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
  path = join(folder, 'sales.csv')
  await writeFile(path, 'day,sold\n')
  const stamp = await stampOf(path)
  if (stamp === null) throw new Error('the file was just written')
  changes = []
  told = null
  watch = watchFile(
    path,
    stamp,
    (change) => {
      changes.push(change)
      told?.(change)
    },
    (reason) => {
      throw new Error(reason)
    },
  )
})
afterEach(async () => {
  watch.close()
  await rm(folder, { recursive: true })
})

describe('watchFile', () => {
  it('is silent about a file that stays as it was read', async () => {
    await watch.check()
    expect(changes).toEqual([])
  })

  it('reports each change once', async () => {
    await writeFile(path, 'day,sold\n2024-01-01,7\n')
    await watch.check()
    await watch.check()
    expect(changes).toEqual(['modified'])
  })

  it('reports a file that was replaced by another of the same size', async () => {
    await writeFile(join(folder, 'new.csv'), 'day;sold\n')
    await rename(join(folder, 'new.csv'), path)
    await watch.check()
    expect(changes).toEqual(['modified'])
  })

  it('reports that a file was deleted, and that it came back', async () => {
    await rm(path)
    await watch.check()
    await writeFile(path, 'day,sold\n')
    await watch.check()
    expect(changes).toEqual(['deleted', 'modified'])
  })

  it('notices by itself', async () => {
    const noticed = new Promise<FileChange>((resolve) => (told = resolve))
    await writeFile(path, 'day,sold\n2024-01-01,7\n')
    expect(await noticed).toBe('modified')
  })

  it('says nothing after it was closed', async () => {
    watch.close()
    await rm(path)
    await watch.check()
    expect(changes).toEqual([])
  })
})
