import type { ChartTheme } from './chart-theme'

/** One line of a hover tip: a swatch's colour, what it is, its value as text. */
export interface TipRow {
  readonly colour: string | null
  readonly name: string
  readonly value: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML: names come from files, and a tip is HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** The HTML of a tip: a title and rows as a table. */
export function tipTable(title: string, rows: readonly TipRow[], theme: ChartTheme): string {
  const lines = rows.map(({ colour, name, value }) => {
    const mark = colour ?? 'transparent'
    const swatch = `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;background:${mark}"></span>`
    return `<tr><td style="padding-right:6px">${swatch}</td><td style="padding-right:16px;color:${theme.ink2}">${escapeHtml(name)}</td><td style="text-align:right;font-weight:500">${escapeHtml(value)}</td></tr>`
  })
  return `<div style="font-weight:600;margin-bottom:4px">${escapeHtml(title)}</div><table style="border-collapse:collapse;font-variant-numeric:tabular-nums">${lines.join('')}</table>`
}
