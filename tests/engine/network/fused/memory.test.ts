import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const megabyte = 2 ** 20

describe('the memory of a network', () => {
  it('stays flat over 2,000 steps, and over 400 networks made and disposed', () => {
    const script = fileURLToPath(new URL('../../../helpers/measure-memory.ts', import.meta.url))
    const words = ['--expose-gc', '--import', 'tsx', script]
    const grown = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as {
      steps: number
      networks: number
    }
    expect(grown.steps).toBeLessThan(2 * megabyte)
    // One network takes 0.9 MB: 400 that stayed would be 360.
    expect(grown.networks).toBeLessThan(24 * megabyte)
  }, 60_000)
})
