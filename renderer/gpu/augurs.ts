import mstl from '../../node_modules/@bsull/augurs/mstl_bg.wasm?url'
import type { AugursReader } from '../../engine/evaluate/baselines/mstl-ets'
import { readBinary } from './read-binary'

/** Binaries of the augurs library, for the baselines of a forecast that is made here. */
export const readAugurs: AugursReader = () => readBinary(mstl)
