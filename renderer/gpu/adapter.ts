import type { AdapterReport } from '../../engine/jobs/gpu-messages'
import { isSoftwareRenderer } from '../../engine/jobs/software-renderer'

/** The WebGL adapter; null where the browser makes no context. */
export function describeWebgl(canvas: OffscreenCanvas): AdapterReport | null {
  const gl = canvas.getContext('webgl2')
  if (gl === null) return null
  const named = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(gl.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
  const limits = {
    MAX_TEXTURE_SIZE: gl.MAX_TEXTURE_SIZE,
    MAX_TEXTURE_IMAGE_UNITS: gl.MAX_TEXTURE_IMAGE_UNITS,
    MAX_FRAGMENT_UNIFORM_VECTORS: gl.MAX_FRAGMENT_UNIFORM_VECTORS,
  }
  return {
    executor: 'webgl',
    renderer,
    software: isSoftwareRenderer(renderer),
    // Rendering to 32-bit floats is what TensorFlow.js asks for before it settles for 16.
    precision: gl.getExtension('EXT_color_buffer_float') === null ? 'half float' : 'float32',
    limits: Object.fromEntries(
      Object.entries(limits).map(([name, parameter]) => [name, Number(gl.getParameter(parameter))]),
    ),
  }
}

/** The WebGPU adapter; null where the browser finds none. */
export async function findWebgpu(): Promise<GPUAdapter | null> {
  // The type takes it for granted; a browser may be without.
  const { gpu }: { readonly gpu?: GPU } = navigator
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null
}

export function describeWebgpu({ info, limits }: GPUAdapter): AdapterReport {
  const { vendor, architecture, device, description } = info
  const renderer = [vendor, architecture, device, description].filter(Boolean).join(' ')
  return {
    executor: 'webgpu',
    renderer,
    software: isSoftwareRenderer(renderer),
    precision: 'float32',
    limits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  }
}
