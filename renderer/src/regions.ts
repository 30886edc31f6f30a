function shown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0
}

const focusable =
  'button:not(:disabled), input:not(:disabled), [role="grid"], [role="radio"][data-state="checked"], [tabindex="0"]'

/**
 * Moves the focus to the next region of the window (F6), or the one before. Regions carry `data-region`;
 * one without controls takes the focus itself when it may.
 */
export function focusNextRegion(root: ParentNode, backwards: boolean): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')].filter(shown)
  const active = document.activeElement
  const current = regions.findIndex((region) => region.contains(active))
  const ordered = [...regions.slice(current + 1), ...regions.slice(0, Math.max(0, current))]
  if (backwards) ordered.reverse()
  for (const region of ordered) {
    const inside = [...region.querySelectorAll<HTMLElement>(focusable)].find(shown)
    const target = inside ?? (region.hasAttribute('tabindex') ? region : null)
    if (!target) continue
    target.focus({ preventScroll: false })
    if (document.activeElement === target) return
  }
}
