/** The bytes of a file of the app. */
export async function readBinary(address: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(address)).arrayBuffer())
}
