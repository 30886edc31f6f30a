/** Follows the system's light or dark scheme; the tokens hang on `data-theme`. */
export function followColorScheme(root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    root.dataset['theme'] = dark.matches ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
}
