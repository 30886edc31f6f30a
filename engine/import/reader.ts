import type { IssueList } from '../data/issues'
import type { Table } from '../data/table'
import type { Encoding } from './encoding/names'
import type { SheetPreview } from './workbook/choose-sheet'

/** What lies between two cells; a space stands for columns that blanks align. */
export const delimiters = [',', ';', '\t', '|', ' '] as const

export type Delimiter = (typeof delimiters)[number]

/** What the user decided about how a file is read, in place of what the file itself speaks for. */
export interface ReadChoices {
  /** Which sheet of a workbook; absent: its first visible one with a table. */
  readonly sheet?: string
  /** Which encoding of a text; absent: the one that its bytes speak for. */
  readonly encoding?: Encoding
  /** What parts the cells of a text; absent: what cuts most rows alike. */
  readonly delimiter?: Delimiter
  /** By column the form that its cells are read with where they could be of several, such as `M/D/YYYY`. */
  readonly formats?: Readonly<Record<string, string>>
}

/** Bytes of a file and the name to speak of it. */
export interface ImportFile extends ReadChoices {
  readonly name: string
  readonly bytes: Uint8Array
}

/** How wide and long tables hold their series. */
export type TableShape = 'single' | 'wide' | 'long' | 'dates-across' | 'm4'

/** What a table of cells was understood as, whatever file it came from: `readGrid` gives it. */
export interface TableReading {
  readonly table: Table
  readonly issues: IssueList
  readonly shape: TableShape
  /** Name of the known layout, such as `yahoo-finance`, or null. */
  readonly layout: string | null
}

export type ImportFormat = 'csv' | 'xlsx' | 'xls' | 'ods' | 'html'

/** What a reader made of a file. */
export interface ImportResult extends TableReading {
  readonly format: ImportFormat
  /** Such as `UTF-8`; null where the format leaves no choice. */
  readonly encoding: string | null
  /** Null for what is no delimited text. */
  readonly delimiter: Delimiter | null
  /** Every sheet of a workbook, for a picker, and the one that was read. */
  readonly sheets?: readonly SheetPreview[]
  readonly sheet?: string
}

/** How the caller follows a long reading, and stops it. Asked a few times a second. */
export interface ReadHooks {
  /** @param done 0 to 1. */
  progress?(done: number): void
  /** True once the reading shall stop with the error `cancelled`. */
  cancelled?(): boolean
}

/** One file format. A new format is a new reader in the list of `import-file.ts`. */
export interface Reader {
  readonly name: string
  /** Whether the bytes look like this reader's format; looks at the content, not only the name. */
  match(file: ImportFile): boolean
  /** @throws EngineError when the file holds no table at all. Faults of cells and rows are issues. */
  read(file: ImportFile, hooks: ReadHooks): ImportResult
}
