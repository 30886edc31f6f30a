import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appFile, contentSecurityPolicy, respond } from '../../../electron/main/protocol'

describe('appFile', () => {
  const root = '/opt/hindcast/out/renderer'

  it.each([
    ['app://hindcast/', `${root}/index.html`],
    ['app://hindcast/index.html', `${root}/index.html`],
    ['app://hindcast/assets/plex%20sans.woff2?v=2#x', `${root}/assets/plex sans.woff2`],
    ['app://hindcast/assets/../index.html', `${root}/index.html`],
  ])('%s is %s', (address, file) => {
    expect(appFile(root, address)).toBe(file)
  })

  it.each([
    'app://hindcast/..%2f..%2fpackage.json',
    'app://hindcast/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://hindcast/assets/..%2F..%2F..%2Fmain/index.mjs',
    'app://hindcast/..%5c..%5cpackage.json',
    'app://hindcast/..%2frenderer-old/index.html',
    'app://hindcast/index.html%00.png',
    'app://hindcast/%E0%A4%A',
    'app://elsewhere/index.html',
    'app://hindcast:80/index.html',
    'https://hindcast/index.html',
    'file:///etc/passwd',
    'not an address',
  ])('%s is no file of the app', (address) => {
    expect(appFile(root, address)).toBeNull()
  })
})

describe('respond', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
    await mkdir(join(folder, 'renderer/assets'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await writeFile(join(folder, 'renderer/index.html'), '<!doctype html>')
    await writeFile(join(folder, 'renderer/assets/kernel.wasm'), new Uint8Array([0, 97, 115, 109]))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const get = (path: string, method = 'GET') =>
    respond(join(folder, 'renderer'), method, `app://hindcast${path}`)

  it('serves the page with the policy and in isolation', async () => {
    const response = await get('/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<!doctype html>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('serves bytes unchanged, with the type that WebAssembly streaming wants', async () => {
    const response = await get('/assets/kernel.wasm')
    expect(response.headers.get('content-type')).toBe('application/wasm')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 97, 115, 109]))
  })

  it.each([
    ['/..%2fsecret.txt', 'GET', 403],
    ['/missing.js', 'GET', 404],
    ['/assets', 'GET', 404],
    ['/index.html/x', 'GET', 404],
    ['/index.html', 'POST', 405],
  ])('answers %s %s with %i and the policy', async (path, method, status) => {
    const response = await get(path, method)
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('secret\n')
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })

  it('allows no eval and no remote host in the policy', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).not.toContain("'unsafe-eval'")
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*/)
  })
})
