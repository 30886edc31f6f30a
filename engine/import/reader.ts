import type { IssueList } from '../data/issues'
import type { Table } from '../data/table'

/** Bytes of a file and the name to speak of it. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type Delimiter = ',' | ';' | '\t' | '|'

/** What a reader made of a file. */
export interface ImportResult {
  readonly format: 'csv'
  readonly table: Table
  /** Such as `UTF-8`. */
  readonly encoding: string
  readonly delimiter: Delimiter
  readonly issues: IssueList
}

/** One file format. A new format is a new reader in the list of `import-file.ts`. */
export interface Reader {
  readonly name: string
  /** Whether the bytes look like this reader's format; looks at the content, not only the name. */
  match(file: ImportFile): boolean
  /** @throws EngineError when the file holds no table at all. Faults of cells and rows are issues. */
  read(file: ImportFile): ImportResult
}
