import { readFile } from 'node:fs/promises'
import type { AugursReader } from '../../engine/evaluate/baselines/mstl-ets'

/** Binaries from the installed package. */
export const readAugurs: AugursReader = async (module) =>
  new Uint8Array(
    await readFile(new URL(`../../node_modules/@bsull/augurs/${module}_bg.wasm`, import.meta.url)),
  )
