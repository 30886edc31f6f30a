/**
 * What the fallback runtime starts when it is given an app's folder: the part of Electron's own default
 * app that a development tree needs. Usage: `electron [-r module]… <app folder> [arguments]`, or
 * `electron --version`. It is packed into `resources/default_app.asar` of the fallback runtime only.
 */
import { existsSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

function parse(argv) {
  const request = { modules: [], target: null, version: false }
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]
    if (word === '-r' || word === '--require') request.modules.push(argv[++i])
    else if (word === '--version' || word === '-v') return { ...request, version: true }
    else if (!word.startsWith('-')) return { ...request, target: word }
  }
  return request
}

/** Sets name, version and path as a packaged app would find them; returns the file to run. */
function adopt(target) {
  const path = resolve(target)
  const manifestFile = join(path, 'package.json')
  if (existsSync(manifestFile)) {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
    if (manifest.version) app.setVersion(manifest.version)
    app.setName(manifest.productName ?? manifest.name)
    app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`)
    app.setAppPath(path)
    return join(path, manifest.main ?? 'index.js')
  }
  app.setAppPath(dirname(path))
  return createRequire(import.meta.url).resolve(path)
}

const request = parse(process.argv.slice(1))

if (request.version) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
} else if (request.target === null) {
  process.stderr.write('electron: name the folder of the app to start\n')
  process.exit(2)
} else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  // The preload list is how a test driver gets in before the app's own code; Node has no public call.
  if (request.modules.length > 0) Module._preloadModules(request.modules)
  try {
    await import(pathToFileURL(adopt(request.target)).href)
  } catch (error) {
    process.stderr.write(`electron: the app in ${request.target} did not start\n${error.stack}\n`)
    process.exit(1)
  }
}
