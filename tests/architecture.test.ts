import { describe, expect, it } from 'vitest'
import directions from '../scripts/import-directions.json'
import { importsOf, readSourceTree, type Import, type SourceFile } from './helpers/source-tree'

const files = readSourceTree(['engine', 'electron', 'renderer', 'scripts', 'tests'])
const byPath = new Map(files.map((file) => [file.path.replace(/\.(ts|mjs)$/, ''), file]))
const inside = (folder: string): SourceFile[] =>
  files.filter((file) => file.path.startsWith(`${folder}/`))
const engineDirections = new Map<string, readonly string[]>(Object.entries(directions.engine))
const forbiddenPackages = new Map<string, readonly string[]>(
  Object.entries(directions.forbiddenPackages),
)

/** The engine folder a path lies in; `.` for the files on the engine's ground floor. */
function engineFolder(path: string): string | null {
  const [top, folder, ...rest] = path.split('/')
  if (top !== 'engine' || folder === undefined) return null
  return rest.length === 0 ? '.' : folder
}

/** The lines `file → import` for which the rule does not hold, to be compared with none. */
function violations(
  among: readonly SourceFile[],
  holds: (imported: Import, file: SourceFile) => boolean,
): string[] {
  return among.flatMap((file) =>
    file.imports
      .filter((imported) => !holds(imported, file))
      .map((imported) => `${file.path} → ${imported.specifier}`),
  )
}

const isPackage = (name: string, pattern: string): boolean =>
  pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern || name.startsWith(`${pattern}/`)

describe('the reader of imports', () => {
  it('sees static, re-exporting, dynamic and type imports, and those of a Vue file', () => {
    const text = [
      "import { a } from './a'",
      "import type { B } from '../b'",
      "import { type C } from 'c'",
      "import worker from './w?nodeWorker'",
      "export { d } from './d'",
      "const e = await import('./e')",
    ].join('\n')
    const expected = [
      { specifier: './a', path: 'engine/x/a', typeOnly: false },
      { specifier: '../b', path: 'engine/b', typeOnly: true },
      { specifier: 'c', path: null, typeOnly: true },
      { specifier: './w?nodeWorker', path: 'engine/x/w', typeOnly: false },
      { specifier: './d', path: 'engine/x/d', typeOnly: false },
      { specifier: './e', path: 'engine/x/e', typeOnly: false },
    ]
    expect(importsOf('engine/x/y.ts', text)).toEqual(expected)
    const vue = `<script setup lang="ts">\n${text}\n</script>\n<template><p>import</p></template>`
    expect(importsOf('engine/x/Y.vue', vue)).toEqual(expected)
  })
})

describe('the engine', () => {
  it('has only folders with a stated direction', () => {
    const folders = new Set(inside('engine').map((file) => engineFolder(file.path)))
    expect(
      [...folders].filter((name) => name !== '.' && !engineDirections.has(name ?? '')),
    ).toEqual([])
  })

  it('imports only downwards', () => {
    expect(
      violations(inside('engine'), ({ path }, file) => {
        if (path === null) return true
        const from = engineFolder(file.path)
        const to = engineFolder(path)
        return (
          to === from ||
          to === '.' ||
          (engineDirections.get(from ?? '')?.includes(to ?? '') ?? false)
        )
      }),
    ).toEqual([])
  })

  it('has no cycle between its folders, in the rules or in the code', () => {
    const edges = new Map<string, Set<string>>()
    for (const [from, targets] of engineDirections) edges.set(from, new Set(targets))
    for (const file of inside('engine')) {
      const from = engineFolder(file.path) ?? '.'
      for (const { path } of file.imports) {
        const to = path === null ? null : engineFolder(path)
        if (to === null || to === from) continue
        edges.set(from, (edges.get(from) ?? new Set()).add(to))
      }
    }
    expect(findCycle(edges)).toBeNull()
  })

  it('needs neither Node nor packages beyond the stated ones, and tfjs only in its folder', () => {
    expect(
      violations(inside('engine'), ({ specifier, path }, file) => {
        if (path !== null) return true
        const allowed = file.path.startsWith(`${directions.tensorflowFolder}/`)
          ? [...directions.enginePackages, '@tensorflow/*']
          : directions.enginePackages
        return allowed.some((pattern) => isPackage(specifier, pattern))
      }),
    ).toEqual([])
  })
})

describe.each(Object.entries(directions.areas))('%s', (area, visible) => {
  const own = area.endsWith('.ts') ? files.filter((file) => file.path === area) : inside(area)

  it('has files', () => {
    expect(own.length).toBeGreaterThan(0)
  })

  it('imports only what it may see', () => {
    const hasTensorflow = visible.includes(`${directions.tensorflowFolder}/`)
    expect(
      violations(own, ({ path }) => {
        if (path === null || path.startsWith(`${area}/`)) return true
        if (path.startsWith(`${directions.tensorflowFolder}/`)) return hasTensorflow
        return visible.some((open) => (open.endsWith('/') ? path.startsWith(open) : path === open))
      }),
    ).toEqual([])
  })

  it('does without the packages it may not use', () => {
    const forbidden = forbiddenPackages.get(area) ?? []
    expect(
      violations(own, ({ specifier, path }) =>
        path === null ? !forbidden.some((pattern) => isPackage(specifier, pattern)) : true,
      ),
    ).toEqual([])
  })
})

describe('what is loaded at run time', () => {
  it.each(['renderer/src/main.ts', 'electron/main/index.ts', 'electron/preload/app.ts'])(
    '%s reaches no tfjs, however indirectly',
    (entry) => {
      expect(pathToPackage(entry, '@tensorflow/*')).toBeNull()
    },
  )

  it('renderer/src/main.ts reaches neither Node nor Electron', () => {
    expect(pathToPackage('renderer/src/main.ts', 'node:*')).toBeNull()
    expect(pathToPackage('renderer/src/main.ts', 'electron')).toBeNull()
  })
})

describe('every file', () => {
  it('stays under 400 lines, a Vue file under 200', () => {
    const limit = (path: string): number => (path.endsWith('.vue') ? 200 : 400)
    expect(
      files
        .filter(({ path, lines }) => lines > limit(path))
        .map(({ path, lines }) => [path, lines]),
    ).toEqual([])
  })

  it('leaves IPC to the two files that own it', () => {
    const users = files
      .filter(({ path }) => path.startsWith('electron/') || path.startsWith('renderer/'))
      .filter(({ text }) => /\bipc(Main|Renderer)\b|\bcontextBridge\b/.test(text))
      .map(({ path }) => path)
    expect(users).toEqual(directions.ipcFiles)
  })
})

/** The first cycle found by depth-first search, as a list of nodes, or null. */
function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const finished = new Set<string>()
  const visit = (node: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (finished.has(node)) return null
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...trail, node])
      if (cycle !== null) return cycle
    }
    finished.add(node)
    return null
  }
  for (const node of edges.keys()) {
    const cycle = visit(node, [])
    if (cycle !== null) return cycle
  }
  return null
}

/** A chain of run-time imports from a file to a package; a worker's own code is loaded elsewhere. */
function pathToPackage(entry: string, pattern: string): string[] | null {
  const seen = new Set<string>()
  const visit = (file: SourceFile, trail: readonly string[]): string[] | null => {
    if (seen.has(file.path)) return null
    seen.add(file.path)
    for (const { specifier, path, typeOnly } of file.imports) {
      if (typeOnly || specifier.includes('Worker')) continue
      if (path === null && isPackage(specifier, pattern)) return [...trail, file.path, specifier]
      const next = path === null ? undefined : byPath.get(path)
      const chain = next && visit(next, [...trail, file.path])
      if (chain) return chain
    }
    return null
  }
  const start = files.find(({ path }) => path === entry)
  if (start === undefined) throw new Error(`${entry} does not exist`)
  return visit(start, [])
}
