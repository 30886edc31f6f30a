import { expect, it, vi } from 'vitest'
import { createWasmNetworkFactory } from '../../../engine/network/tensorflow/wasm-network'
import { smallSpec } from '../../helpers/networks'

it('says so when the backend cannot be started from the folder', async () => {
  // The loader prints its own account of a missing file.
  vi.spyOn(console, 'warn').mockReturnValue()
  vi.spyOn(console, 'error').mockReturnValue()
  const create = createWasmNetworkFactory({ wasmDir: '/nowhere' })
  await expect(create(smallSpec(), { features: 1 })).rejects.toMatchObject({
    code: 'backend-unavailable',
    message: expect.stringContaining('/nowhere') as unknown,
  })
})
