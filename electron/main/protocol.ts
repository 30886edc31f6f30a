import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import type { Protocol } from 'electron'
import { errorCodeOf } from './source-file'

export const appScheme = 'app'
export const appOrigin = 'app://hindcast'

/**
 * `'wasm-unsafe-eval'` compiles WebAssembly and no text; inline styles are what charts and popovers
 * position themselves with. Everything else comes from the app's own files.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** The opener and embedder policies isolate the page, which gives it SharedArrayBuffer. */
const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** Must run before the app is ready, or the scheme has no origin of its own. */
export function registerAppScheme(protocol: Protocol): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/**
 * The file under `root` that an app:// URL names, or null where it names none: another host, a path that
 * leaves the folder however it is encoded, or one that cannot be decoded.
 */
export function appFile(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`)
  return file.startsWith(resolve(root) + sep) ? file : null
}

/** Answers one request for a file of the window. */
export async function respond(root: string, method: string, address: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET is answered.')
  const file = appFile(root, address)
  if (file === null) return plain(403, 'There is no such address in this app.')
  let body: Buffer
  try {
    body = await readFile(file)
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCodeOf(error) ?? '')) throw error
    return plain(404, 'There is no such file in this app.')
  }
  const type = contentTypes[extname(file)] ?? 'application/octet-stream'
  return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': type } })
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...headers, 'content-type': 'text/plain' } })
}

/** Serves the built window from `root`. */
export function serveApp(protocol: Protocol, root: string): void {
  protocol.handle(appScheme, (request) => respond(root, request.method, request.url))
}
