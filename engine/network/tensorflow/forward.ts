import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { denseLayers, startPass, type PassOptions } from './pass'
import { rawOutputs } from './readouts'
import { recurrentLayer, type LayerOutput } from './recurrent-layer'
import type { Value } from './tape'

/** The whole network: the head's raw numbers `[size, horizon, raw]`. Call within `tidy`. */
export function forward(spec: ModelSpec, shape: NetworkShape, options: PassOptions): Value {
  const pass = startPass(spec, shape, options)
  let top: LayerOutput = recurrentLayer(pass, 0, denseLayers(pass))
  for (let index = 1; index < spec.layers.length; index++) {
    top = recurrentLayer(pass, index, top.every)
  }
  return rawOutputs(pass, top)
}
