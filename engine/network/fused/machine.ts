/** The kernels of `engine/kernels/`; addresses in bytes, sizes in floats. See each source for its formula. */
export interface Kernels {
  gemm: Call
  gemmTn: Call
  activate: Call
  activateBack: Call
  packPanels: Call
  packTransposed: Call
  addRows: Call
  copyRows: Call
  maskRows: Call
  zero: Call
  lstmForward: Call
  lstmBackward: Call
  gruForward: Call
  gruBackward: Call
  rnnForward: Call
  rnnBackward: Call
  sgd: Call
  rmsprop: Call
  adam: Call
  movingAverage: Call
  sumParts: Call
  sumOfSquares: (at: number, count: number) => number
  dropoutMask: Call
  layerNorm: Call
  layerNormBack: Call
  reverseTime: Call
  packWindows: Call
  countOutside: (...numbers: number[]) => number
}
type Call = (...numbers: number[]) => void

/** The kernels bound to one memory, with views of it. The memory never grows, so views stay valid. */
export interface Machine {
  readonly kernels: Kernels
  readonly f32: Float32Array
  readonly f64: Float64Array
  readonly u32: Uint32Array
  readonly i32: Int32Array
}

/** The bytes of the builds in resources/kernels/. */
export interface KernelBuilds {
  readonly simd: Uint8Array<ArrayBuffer>
  readonly relaxed: Uint8Array<ArrayBuffer>
  /**
   * For a runtime that joins pairs of vectors to 256 bits, else null: elsewhere this build is slower. It gives
   * the bits of `relaxed`, since it adds and multiplies the same numbers in the same order.
   */
  readonly wide: Uint8Array<ArrayBuffer> | null
}

/** (module (func (result v128) f32x4.relaxed_madd of three zero vectors)) */
const relaxedProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 17,
  65, 0, 253, 17, 65, 0, 253, 17, 253, 133, 2, 11,
])

/** Whether this runtime knows relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedProbe)
}

/** The build that this runtime can run best. */
export function chooseBuild({ wide }: KernelBuilds): keyof KernelBuilds {
  if (!hasRelaxedSimd()) return 'simd'
  return wide === null ? 'relaxed' : 'wide'
}

const compiled = new WeakMap<KernelBuilds, WebAssembly.Module>()

/** Compiles the best build. Networks of the same builds share the module, and what V8 has optimised of it. */
export function compileKernels(builds: KernelBuilds): WebAssembly.Module {
  const known = compiled.get(builds)
  if (known !== undefined) return known
  const module = new WebAssembly.Module(builds[chooseBuild(builds)] ?? builds.relaxed)
  compiled.set(builds, module)
  return module
}

/** Bytes that the kernels' own constants take at the start of the memory. */
export const firstFreeByte = 4096

/** A shared memory of at least `bytes`, all zero. */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 65_536)
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
}

export function createMachine(module: WebAssembly.Module, memory: WebAssembly.Memory): Machine {
  const abort = (): never => {
    throw new Error('A kernel aborted.')
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } })
  const { buffer } = memory
  return {
    kernels: exports as unknown as Kernels,
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
    u32: new Uint32Array(buffer),
    i32: new Int32Array(buffer),
  }
}
