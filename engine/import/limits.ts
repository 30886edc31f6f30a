/** What an import may cost at most. Beyond a limit a file is refused with a message that names the limit. */

/** Bytes that a packed file may unpack to: about 10,000,000 rows of eight columns. */
export const mostUnpackedBytes = 2 ** 30
/** Bytes that one part of a workbook may unpack to: a full sheet of a million rows and about 25 columns. */
export const mostPartBytes = 2 ** 30
/** Unpacked bytes for each packed one beyond which a ZIP entry is no honest sheet (deflate reaches 1,032). */
export const mostExpansion = 200
/** Entries smaller than this may expand by any factor: an empty sheet with formats packs very well. */
export const freeExpansionBytes = 2 ** 24
/** Entries of a ZIP archive; workbooks have tens, with a picture each cell thousands. */
export const mostArchiveEntries = 10_000
/** Columns of a table, as many as a spreadsheet program can hold. */
export const mostColumns = 16_384
/** Cells of a sheet, empty ones inside its rectangle counted. */
export const mostSheetCells = 40_000_000
/** Characters of one row of text; a cell of 10,000,000 characters is read. */
export const longestRow = 2 ** 26
/** Characters of text that is pasted, an HTML table's markup counted. */
export const mostPastedCharacters = 2 ** 26
/** Cells of an HTML table, those that merged cells cover counted. */
export const mostPastedCells = 5_000_000
/** Rows and columns that a preview of a sheet shows. */
export const previewRows = 8
export const previewColumns = 12

/** Rows of one table; what takes more than a minute and gigabytes to read is no table to forecast from. */
export const mostRows = 50_000_000
