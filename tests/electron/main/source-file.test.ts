import { appendFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mostFileBytes, readSource, sameStamp, stampOf } from '../../../electron/main/source-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('readSource', () => {
  it('reads name and bytes, in a buffer that can be transferred', async () => {
    const path = join(folder, 'sales.csv')
    await writeFile(path, 'day,sold\n')
    const { file } = await readSource(path)
    expect(file.name).toBe('sales.csv')
    expect(new TextDecoder().decode(file.bytes)).toBe('day,sold\n')
    expect(file.bytes.buffer.byteLength).toBe(9)
  })

  it('gives a large file in a buffer that can be transferred too', async () => {
    const path = join(folder, 'large.csv')
    await writeFile(path, 'x'.repeat(300_000))
    const { bytes } = (await readSource(path)).file
    const { buffer } = bytes
    if (!(buffer instanceof ArrayBuffer)) throw new Error('The buffer is shared.')
    const moved = structuredClone(bytes, { transfer: [buffer] })
    expect(moved.length).toBe(300_000)
    expect(bytes.length).toBe(0)
  })

  it('gives a beginning of a file that grows while it is read, under a stamp that is out of date', async () => {
    const path = join(folder, 'growing.csv')
    await writeFile(path, 'day,y\n')
    let reading = true
    const writer = (async () => {
      for (let day = 1; reading; day++) await appendFile(path, `${day},1\n`)
    })()
    const { file, stamp } = await readSource(path)
    reading = false
    await writer
    await appendFile(path, 'last,1\n')
    const text = new TextDecoder().decode(file.bytes)
    expect(text).toMatch(/^day,y\n/)
    expect((await readFile(path, 'utf8')).startsWith(text)).toBe(true)
    expect(sameStamp(stamp, await stampOf(path))).toBe(false)
  })

  it('names a file that is not there, and the remedy', async () => {
    const path = join(folder, 'gone.csv')
    await expect(readSource(path)).rejects.toMatchObject({
      code: 'file-missing',
      message: `There is no file at ${path}.`,
      details: { file: path, remedy: expect.stringContaining('open it from where it is now') },
    })
  })

  it('takes a path through a file for a missing one', async () => {
    await writeFile(join(folder, 'sales.csv'), '')
    await expect(readSource(join(folder, 'sales.csv/x.csv'))).rejects.toMatchObject({
      code: 'file-missing',
    })
  })

  it('refuses a folder', async () => {
    await expect(readSource(folder)).rejects.toMatchObject({
      code: 'file-is-directory',
      message: `${folder} is a folder, not a file.`,
    })
  })

  it('refuses a device, which would never end', async () => {
    await expect(readSource('/dev/zero')).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('refuses a file over the limit without reading it', async () => {
    const path = join(folder, 'large.csv')
    const file = await open(path, 'w')
    await file.truncate(mostFileBytes + 1)
    await file.close()
    await expect(readSource(path)).rejects.toMatchObject({
      code: 'file-too-large',
      message: `${path} has 1025 MiB; at most 1024 MiB fit into memory with the table that is made of them.`,
    })
  })
})
