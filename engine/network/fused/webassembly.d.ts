/** The part of WebAssembly's interface that the engine uses: its library has neither DOM nor Node's copy. */
declare namespace WebAssembly {
  type Module = object
  const Module: new (bytes: Uint8Array) => Module
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true })
    readonly buffer: ArrayBuffer
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  function validate(bytes: Uint8Array): boolean
}
