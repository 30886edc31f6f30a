import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../..')

export interface Import {
  /** As written, such as `../data/table` or `electron`. */
  readonly specifier: string
  /** Path in the repository without a query, such as `engine/data/table`; null for a package. */
  readonly path: string | null
  /** True when the import vanishes from the built code. */
  readonly typeOnly: boolean
}

export interface SourceFile {
  /** Path in the repository, such as `engine/data/table.ts`. */
  readonly path: string
  readonly lines: number
  readonly text: string
  readonly imports: readonly Import[]
}

/** Every source file under the given folders of the repository, with what it imports. */
export function readSourceTree(folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => /\.(ts|mjs|vue)$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map(readSource)
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text) }
}

/** Static imports, re-exports and `import()` of a file; of a Vue file, those of its scripts. */
export function importsOf(path: string, text: string): Import[] {
  const code = path.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text
  const found: Import[] = []
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node !== undefined && ts.isStringLiteral(node))
      found.push(toImport(path, node.text, typeOnly))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest))
  return found
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

function toImport(from: string, specifier: string, typeOnly: boolean): Import {
  const path = specifier.startsWith('.')
    ? normalize(join(dirname(from), specifier.replace(/\?.*$/, '')))
    : null
  return { specifier, path, typeOnly }
}
