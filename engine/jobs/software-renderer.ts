/**
 * Whether a graphics driver's name is one of those that draw on the processor: SwiftShader (Chromium's own),
 * Mesa's llvmpipe, lavapipe, softpipe and swrast, Windows' WARP (`Microsoft Basic Render Driver`), and Apple's
 * software renderer.
 */
export function isSoftwareRenderer(renderer: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|swrast|basic render|\bwarp\b|software/i.test(
    renderer,
  )
}
