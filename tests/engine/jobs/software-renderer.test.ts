import { expect, it } from 'vitest'
import { isSoftwareRenderer } from '../../../engine/jobs/software-renderer'

// As Chromium, Mesa, Windows and macOS write them.
it.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'Google SwiftShader',
  'llvmpipe (LLVM 15.0.6, 256 bits)',
  'ANGLE (Mesa, llvmpipe (LLVM 15.0.7, 256 bits), OpenGL 4.5)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Mesa lavapipe',
  'Apple Software Renderer',
])('takes %s for software', (name) => expect(isSoftwareRenderer(name)).toBe(true))

it.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  'ANGLE (AMD, AMD Radeon RX 6700 XT (radeonsi navi22), OpenGL 4.6)',
  'Mali-G78',
])('takes %s for hardware', (name) => expect(isSoftwareRenderer(name)).toBe(false))
