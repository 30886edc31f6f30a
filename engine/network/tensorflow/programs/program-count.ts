import { memory } from '@tensorflow/tfjs-core'

let programs = 0

/** Called by a backend for each program that the device is told to run, packing included. */
export function countProgram(): void {
  programs += 1
}

/** Tensors there are, bytes that the device holds for them, and programs run so far in this thread. */
export function deviceUsage(): { tensors: number; bytes: number; programs: number } {
  const { numTensors, ...more } = memory()
  const bytes = 'numBytesInGPU' in more ? Number(more.numBytesInGPU) : 0
  return { tensors: numTensors, bytes, programs }
}
