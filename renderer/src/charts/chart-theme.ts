const tokens = {
  surface: '--surface',
  raised: '--raised',
  sunken: '--sunken',
  hover: '--hover',
  line: '--line',
  edge: '--edge',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  accent: '--accent',
  accentSoft: '--accent-soft',
  warn: '--warn',
  warnSoft: '--warn-soft',
  actual: '--c-actual',
  forecast: '--c-forecast',
  second: '--c2',
  reference: '--c-ref',
  band80: '--band-80',
  band95: '--band-95',
  grid: '--grid',
  font: '--sans',
} as const

/** The colours and the font of `tokens.css` as a canvas needs them: values instead of variables. */
export type ChartTheme = Readonly<Record<keyof typeof tokens, string>>

/**
 * Reads the theme in force from a function that gives a custom property's value, usually
 * `getComputedStyle(document.documentElement).getPropertyValue`.
 * @throws Error naming the token that the style sheet lacks.
 */
export function readChartTheme(propertyOf: (name: string) => string): ChartTheme {
  const read = (name: string): string => {
    const value = propertyOf(name).trim()
    if (value === '') throw new Error(`tokens.css has no ${name}.`)
    return value
  }
  return {
    surface: read(tokens.surface),
    raised: read(tokens.raised),
    sunken: read(tokens.sunken),
    hover: read(tokens.hover),
    line: read(tokens.line),
    edge: read(tokens.edge),
    ink: read(tokens.ink),
    ink2: read(tokens.ink2),
    ink3: read(tokens.ink3),
    accent: read(tokens.accent),
    accentSoft: read(tokens.accentSoft),
    warn: read(tokens.warn),
    warnSoft: read(tokens.warnSoft),
    actual: read(tokens.actual),
    forecast: read(tokens.forecast),
    second: read(tokens.second),
    reference: read(tokens.reference),
    band80: read(tokens.band80),
    band95: read(tokens.band95),
    grid: read(tokens.grid),
    font: read(tokens.font),
  }
}
