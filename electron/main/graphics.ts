import { app } from 'electron'
import * as v from 'valibot'

const basicInfo = v.object({
  gpuDevice: v.array(v.object({ vendorId: v.number(), deviceId: v.number() })),
})

/** Graphics processors by vendor and device, such as `10de:2504`; `none` where the system names none. */
export async function graphicsDevices(): Promise<string> {
  const { gpuDevice } = v.parse(basicInfo, await app.getGPUInfo('basic'))
  const hex = (id: number): string => id.toString(16).padStart(4, '0')
  const named = gpuDevice.filter(({ vendorId }) => vendorId !== 0)
  const names = named.map(({ vendorId, deviceId }) => `${hex(vendorId)}:${hex(deviceId)}`)
  return names.length === 0 ? 'none' : names.join(' + ')
}

/** Whether Chromium offers WebGL that is not its own software's. */
export function hasAcceleratedGl(): boolean {
  return app.getGPUFeatureStatus().webgl2.startsWith('enabled')
}
