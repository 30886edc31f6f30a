import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashSources } from '../scripts/build.mjs'
import { firstDifference } from '../scripts/dependencies.mjs'
import { checkNode } from '../scripts/setup.mjs'
import { root } from '../scripts/shell.mjs'
import { hasCandidate } from '../scripts/system-packages.mjs'
import { closingLine, countApp, countUnits } from '../scripts/test-report.mjs'
import { callersFolder, hasDisplay } from '../scripts/window.mjs'

describe('checkNode', () => {
  it('accepts 20.19 and later', () => {
    for (const version of ['20.19.0', '20.20.2', '22.1.0']) checkNode(version)
  })

  it('names the version it found and the one that is needed', () => {
    expect(() => checkNode('20.18.3')).toThrow(/20\.18\.3.*20\.19/)
    expect(() => checkNode('18.20.0')).toThrow(/20\.19/)
  })
})

describe('firstDifference', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/vue': { version: '3.5.45' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  }

  it('is null when everything but other systems’ packages is installed', () => {
    expect(firstDifference(wanted, { 'node_modules/vue': { version: '3.5.45' } })).toBeNull()
  })

  it('names what is missing or of another version', () => {
    expect(firstDifference(wanted, null)).toBe('none are installed')
    expect(firstDifference(wanted, {})).toBe('vue is missing')
    expect(firstDifference(wanted, { 'node_modules/vue': { version: '3.5.1' } })).toBe(
      'vue is 3.5.1 and should be 3.5.45',
    )
  })
})

describe('hashSources', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hindcast-hash-'))
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a/one.ts'), 'one')
    writeFileSync(join(folder, 'a/two.ts'), 'two')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('changes with a byte, a name or a new file, and with nothing else', () => {
    const hash = (): string => hashSources(folder, ['a', 'absent'])
    const before = hash()
    expect(hash()).toBe(before)
    writeFileSync(join(folder, 'a/one.ts'), 'onE')
    expect(hash()).not.toBe(before)
    writeFileSync(join(folder, 'a/one.ts'), 'one')
    expect(hash()).toBe(before)
    writeFileSync(join(folder, 'a/three.ts'), '')
    expect(hash()).not.toBe(before)
    rmSync(join(folder, 'a/three.ts'))
    writeFileSync(join(folder, 'beside.ts'), 'not a source')
    expect(hash()).toBe(before)
  })
})

describe('hasCandidate', () => {
  // As apt-cache policy prints it on a Debian where libasound2 was renamed.
  const policy = [
    'libasound2:',
    '  Installed: (none)',
    '  Candidate: (none)',
    '  Version table:',
    'libasound2t64:',
    '  Installed: (none)',
    '  Candidate: 1.2.14-1',
    '  Version table:',
  ].join('\n')

  it('tells a package that can be installed from a name that is only known', () => {
    expect(hasCandidate(policy, 'libasound2')).toBe(false)
    expect(hasCandidate(policy, 'libasound2t64')).toBe(true)
    expect(hasCandidate(policy, 'libgtk-3-0')).toBe(false)
  })
})

describe('hasDisplay', () => {
  it('asks for X or Wayland on Linux only', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'darwin')).toBe(true)
  })
})

describe('callersFolder', () => {
  it('undoes npm’s move to the repository’s root', () => {
    const npm = { npm_lifecycle_event: 'hindcast', INIT_CWD: '/data' }
    expect(callersFolder(npm, root)).toBe('/data')
    expect(callersFolder(npm, '/elsewhere')).toBe('/elsewhere')
    expect(callersFolder({ INIT_CWD: '/data' }, root)).toBe(root)
  })
})

describe('closingLine', () => {
  it('sums the tests of all steps', () => {
    const unit = countUnits({ numPassedTests: 40, numFailedTests: 1 })
    const app = countApp({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } })
    expect(
      closingLine([{ ok: true }, { ok: false, counts: unit }, { ok: false, counts: app }]),
    ).toBe('47 passed, 3 failed')
  })

  it('counts a step that broke without a failed test as one failure', () => {
    const counts = { passed: 40, failed: 0 }
    expect(closingLine([{ ok: false }, { ok: false, counts }])).toBe('40 passed, 2 failed')
    expect(closingLine([{ ok: true }, { ok: true, counts }])).toBe('40 passed, 0 failed')
  })
})
