export type Theme = 'light' | 'dark'

const blocks: Readonly<Record<Theme, RegExp>> = {
  light: /:root\s*\{([^}]*)\}/,
  dark: /:root\[data-theme=['"]?dark['"]?\]\s*\{([^}]*)\}/,
}

/** The value of a colour token, such as `--frame`, from the text of the token file. */
export function tokenOf(css: string, theme: Theme, name: string): string {
  const block = blocks[theme].exec(css)?.[1] ?? ''
  const value = new RegExp(`${name}\\s*:\\s*(#[0-9A-Fa-f]{6})\\b`).exec(block)?.[1]
  if (value === undefined) throw new Error(`tokens.css has no ${theme} ${name}`)
  return value
}

/** What the system draws of the window, in the window's own colours. */
export interface FrameColours {
  readonly surface: string
  readonly frame: string
  readonly symbols: string
}

/** From the text of the token file. */
export function frameColours(tokens: string, theme: Theme): FrameColours {
  return {
    surface: tokenOf(tokens, theme, '--surface'),
    frame: tokenOf(tokens, theme, '--frame'),
    symbols: tokenOf(tokens, theme, '--ink-2'),
  }
}
