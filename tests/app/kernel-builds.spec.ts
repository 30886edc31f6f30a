import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { has256Bits, vectorFlags } from '../../electron/hosts/vector-flags'

const root = join(import.meta.dirname, '../..')
const electron = String(createRequire(import.meta.url)('electron'))

function inElectron(words: readonly string[]): string {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return execFileSync(electron, words, { cwd: root, env, encoding: 'utf8' })
}

test('kernels whose vectors V8 joins train to the same bits as without', () => {
  const flags = vectorFlags(inElectron(['-p', 'process.versions.v8']).trim(), has256Bits())
  test.skip(flags.length === 0, 'This runtime or processor does not join vectors.')
  const script = ['--import', 'tsx', 'tests/helpers/train-and-hash.ts']
  const plain: unknown = JSON.parse(inElectron(script))
  const joined: unknown = JSON.parse(inElectron([...flags, ...script]))
  expect(plain).toMatchObject({ backend: 'fused-relaxed-simd · 1 thread' })
  expect(joined).toEqual({ ...(plain as object), backend: 'fused-wide-simd · 1 thread' })
})
