/** A line for the terminal: what the app noticed and went on from. What the user must know is a reply. */
export function log(line: string): void {
  process.stderr.write(`hindcast: ${line}\n`)
}
