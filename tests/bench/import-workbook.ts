/**
 * `npx tsx tests/bench/import-workbook.ts [rows …]`: opens generated XLSX files × 8 columns, each in a
 * process of its own, and prints time (of the clock and of the processor) and memory.
 */
import { execFileSync } from 'node:child_process'
import { zipSync } from 'fflate'
import { createDatasetStore } from '../../engine/jobs/dataset-store'
import { createRandom } from '../../engine/random'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Hours from 2000 with a text and six measurements. */
function workbook(rows: number): Uint8Array {
  const random = createRandom(1)
  const names = ['time', 'shop', 'a', 'b', 'c', 'd', 'e', 'f']
  const texts = [...names, ...Array.from({ length: 50 }, (_, i) => `Shop ${i}`)]
  const lines = names.map((_, i) => `<c r="${letter(i)}1" t="s"><v>${i}</v></c>`)
  const sheet = [`<row r="1">${lines.join('')}</row>`]
  for (let row = 2; row < rows + 2; row++) {
    const values = Array.from({ length: 6 }, (_, i) => {
      return `<c r="${letter(i + 2)}${row}"><v>${(1000 * random.uniform()).toFixed(6)}</v></c>`
    })
    const time = `<c r="A${row}" s="1"><v>${36526 + (row - 2) / 24}</v></c>`
    const shop = `<c r="B${row}" t="s"><v>${8 + (row % 50)}</v></c>`
    sheet.push(`<row r="${row}">${time}${shop}${values.join('')}</row>`)
  }
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packages}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${relation('r1', 'worksheet', 'sheet.xml')}${relation('r2', 'styles', 'styles.xml')}${relation('r3', 'sharedStrings', 'texts.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    'xl/texts.xml': `<sst xmlns="${main}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/sheet.xml': `<worksheet xmlns="${main}"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
  }
  const encoder = new TextEncoder()
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)])),
    { level: 6 },
  )
}

function letter(column: number): string {
  return String.fromCharCode(65 + column)
}

/** Run in a process of its own, told by `--one`. */
function measure(rows: number): void {
  const bytes = workbook(rows)
  const size = bytes.length
  const before = process.cpuUsage()
  const start = performance.now()
  const profile = createDatasetStore().open({ id: 'b', file: { name: 'bench.xlsx', bytes } })
  const clock = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  console.log(
    `${profile.rows.toLocaleString('en')} rows, ${(size / 2 ** 20).toFixed(1)} MB: ${(clock / 1000).toFixed(2)} s by the clock, ${((user + system) / 1e6).toFixed(2)} s of the processor, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at the peak with the making of the file; ${profile.time?.frequency.kind}, ${profile.issueCount} issues`,
  )
}

const [first = '200000', ...more] = process.argv.slice(2)
if (first === '--one') measure(Number(more[0]))
else {
  for (const rows of [first, ...more]) {
    const script = process.argv[1]
    console.log(
      execFileSync(process.execPath, ['--import', 'tsx', script, '--one', rows], {
        encoding: 'utf8',
      }).trim(),
    )
  }
}
