/**
 * The word that was probably meant: the same letters but for case and hyphens, else the one with the fewest
 * letters to add, take away, change or swap, at most a third of them, and among those one as long as it is;
 * null when none is near.
 */
function nearestWord(written: string, words: readonly string[]): string | null {
  const plain = lettersOf(written)
  const [nearest] = words
    .map((word) => {
      const letters = lettersOf(word)
      const longer = Math.abs(letters.length - plain.length)
      return { word, longer, distance: distanceBetween(plain, letters) }
    })
    .filter(({ word, distance }) => 3 * distance <= word.length)
    .sort((a, b) => a.distance - b.distance || a.longer - b.longer)
  return nearest?.word ?? null
}

/** `Did you mean ets? ` before a remedy, `prefix` before the word; empty when no word is near. */
export function didYouMean(written: string, words: readonly string[], prefix = ''): string {
  const word = nearestWord(written, words)
  return word === null ? '' : `Did you mean ${prefix}${word}? `
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '')
}

/** Levenshtein (1966) with swapped neighbours as one change (Damerau, 1964), a row of the table at a time. */
function distanceBetween(a: string, b: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const change = row[j] + (a[i] === b[j] ? 0 : 1)
      const isSwap = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]
      const swap = isSwap ? before[j - 1] + 1 : Infinity
      next.push(Math.min(change, swap, row[j + 1] + 1, next[j] + 1))
    }
    before = row
    row = next
  }
  return row[b.length]
}
