import type { Rectangle } from 'electron'
import * as v from 'valibot'

export const leastSize = { width: 960, height: 640 }
export const usualSize = { width: 1440, height: 900 }

const whole = v.pipe(v.number(), v.safeInteger())
const storedBounds = v.object({
  x: whole,
  y: whole,
  width: whole,
  height: whole,
  maximized: v.boolean(),
})
export type StoredBounds = v.InferOutput<typeof storedBounds>

/** The bounds of the last run as they were stored, or null where the text does not hold any. */
export function parseBounds(text: string): StoredBounds | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedBounds), text)
  return parsed.success ? parsed.output : null
}

/**
 * Where the window opens. Stored bounds hold when their title bar can be reached on one of the displays;
 * else the usual size is centred on the first, or as much of it as fits.
 */
export function openingBounds(
  stored: StoredBounds | null,
  workAreas: readonly Rectangle[],
): Rectangle {
  if (stored !== null && workAreas.some((area) => reaches(stored, area))) {
    const { x, y } = stored
    return {
      x,
      y,
      width: Math.max(stored.width, leastSize.width),
      height: Math.max(stored.height, leastSize.height),
    }
  }
  const [area] = workAreas
  const width = Math.max(leastSize.width, Math.min(usualSize.width, area.width))
  const height = Math.max(leastSize.height, Math.min(usualSize.height, area.height))
  return {
    x: area.x + Math.max(0, Math.round((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - height) / 2)),
    width,
    height,
  }
}

/** At least 100 px of the title bar's 40 px lie inside the area. */
function reaches(bounds: Rectangle, area: Rectangle): boolean {
  const left = Math.max(bounds.x, area.x)
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  return right - left >= 100 && bounds.y >= area.y && bounds.y + 40 <= area.y + area.height
}
