const tokens: ReadonlySet<string> = new Set(
  (
    'na n/a null nil none nan nat - -- --- – — . .. ... : \\n <na> (null) ' +
    '#n/a #na #div/0! #value! #ref! #num! #name? #null! #n/a!'
  ).split(' '),
)

/** Whether a trimmed cell of a number or date column says that there is no value. Case does not matter. */
export function isMissing(text: string): boolean {
  return text === '' || (text.length <= 8 && tokens.has(text.toLowerCase()))
}
