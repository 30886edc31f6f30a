/** A title at the start of a line, without its article. */
export function capital(text: string): string {
  const plain = text.replace(/^the /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
