import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './shell.mjs'

const licenceFile = /^(licen[cs]e|notice|copying|ofl)/i

/**
 * The licences of every package whose code or fonts the built app carries, as one text: what
 * package-lock.json holds without `dev`, and Tailwind, whose base styles are in the style sheet.
 */
export async function collectNotices() {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const bundled = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && (!entry.dev || path === 'node_modules/tailwindcss'))
    .filter(([path, entry]) => !entry.optional && !path.includes('/@types/'))
    .map(([path]) => path)
    .sort()
  const parts = await Promise.all(bundled.map(notice))
  return `Hindcast is built with the following packages. Electron's and Chromium's licences lie beside it.\n\n${parts.join('\n')}`
}

async function notice(path) {
  const folder = join(root, path)
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  )
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => entry.name)
    .sort()
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')))
  const heading = `${name} ${version} (${license})`
  return [heading, '='.repeat(heading.length), ...texts.map((text) => text.trim()), ''].join('\n')
}
